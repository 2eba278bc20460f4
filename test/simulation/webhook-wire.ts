import { payloadFor } from "../../sandbox/stripe/webhooks/addressee.ts";
import { livingSecrets } from "../../sandbox/stripe/webhooks/secrets.ts";
import { signatureHeader } from "../../sandbox/stripe/webhooks/sign.ts";
import { findOnShelf } from "../../sandbox/stripe/shelf/shelf.ts";
import type { World } from "../../sandbox/stripe/world.ts";
import type { VirtualClock } from "./virtual-clock.ts";
import type { Weather } from "./weather.ts";

export type Webhook = Readonly<{ body: Buffer; signature: string; eventId: string }>;

type Deps = Readonly<{
  clock: VirtualClock;
  weather: Weather;
  /** False for a shop that no webhook reaches. */
  areReachable: boolean;
  /** Posts it; true where it was answered 2xx. Never resolves where nobody answers. */
  post: (webhook: Webhook) => Promise<boolean>;
}>;

/** Stripe's waits, compressed: after the last one it gives up. */
const RETRY_MS = [2_000, 10_000, 30_000];

/** Carries what the sandbox wants to deliver: lost, late, several times, in any order. */
export function createWebhookWire(deps: Deps): (world: World) => void {
  const { clock, weather, areReachable } = deps;

  function send(world: World, id: string, tries: number): void {
    const { state } = world;
    const delivery = findOnShelf(state.deliveries, id);
    const event = findOnShelf(state.events, delivery?.eventId ?? "");
    if (delivery === undefined || event === undefined) throw new Error(`no delivery ${id}`);
    const { eventId, endpointId } = delivery;
    const body = payloadFor(event, { payload: "snapshot", apiVersion: null });
    const seconds = Math.floor(world.now() / 1_000);
    const signature = signatureHeader(livingSecrets(world, endpointId), seconds, body);
    let isTaken = false;
    void deps.post({ body: Buffer.from(body), signature, eventId }).then((ok) => (isTaken = ok));
    const waitMs = RETRY_MS[tries];
    if (waitMs === undefined) return;
    clock.after(
      waitMs,
      () => {
        if (!isTaken) send(world, id, tries + 1);
      },
      null,
    );
  }

  return (world) => {
    for (const id of world.outgoing.splice(0)) {
      if (!areReachable || weather.strikes(3)) continue;
      const copies = weather.strikes(2) ? weather.between(2, 4) : 1;
      for (let copy = 0; copy < copies; copy += 1) {
        const delayMs = weather.strikes(3) ? weather.between(500, 20_000) : weather.latencyMs();
        weather.worksUntil(weather.isCalm() ? 0 : clock.now() + delayMs);
        clock.after(delayMs, () => send(world, id, 0), null);
      }
    }
  };
}
