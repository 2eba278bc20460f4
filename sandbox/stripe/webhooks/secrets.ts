import { noSuch } from "../api-error.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";

export function newSecret(world: World, endpointId: string): string {
  const secret = newId(world, "whsec_", 32);
  world.state.webhookSecrets[endpointId] = [secret];
  return secret;
}

/** The secrets that sign now, newest first: there are two while an old one lives on. */
export function livingSecrets(world: World, endpointId: string): string[] {
  const { webhookSecrets, webhookSecretEnds } = world.state;
  const secrets = webhookSecrets[endpointId] ?? [];
  return secrets.filter((secret) => (webhookSecretEnds[secret] ?? Infinity) > world.now());
}

/** A new secret signs from now on; the old ones along with it for a while, at most a day. */
export function rollSecret(world: World, endpointId: string, keepOldMs: number): string {
  const { state } = world;
  if (!Object.hasOwn(state.webhookSecrets, endpointId)) {
    throw noSuch("webhook endpoint", endpointId, { param: "webhook_endpoint", inPath: true });
  }
  const old = livingSecrets(world, endpointId);
  for (const secret of old) state.webhookSecretEnds[secret] ??= world.now() + keepOldMs;
  const secret = newId(world, "whsec_", 32);
  state.webhookSecrets[endpointId] = [secret, ...old];
  return secret;
}
