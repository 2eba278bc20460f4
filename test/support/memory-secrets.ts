import type { Secrets } from "../../register/ports.ts";

/** A keychain that lasts as long as the test holds it. */
export function memorySecrets(): Secrets {
  const kept = new Map<string, string>();
  return { get: (name) => kept.get(name), set: (name, value) => void kept.set(name, value) };
}
