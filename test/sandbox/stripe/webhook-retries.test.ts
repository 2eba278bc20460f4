import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import { createIntent, openReceiver, openStripeWorld } from "./support/stripe-world.ts";

const HOUR_MS = 3_600_000;

let world: StripeWorld;
let receiver: Receiver;

beforeEach(async () => {
  world = await openStripeWorld({ webhookRetries: "clock" });
  receiver = await openReceiver();
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

describe("webhooks by the sandbox's clock", () => {
  it("tries again at Stripe's hours, each at its own moment, however far the clock is set forward", async () => {
    const { control } = world.sandbox;
    await world.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    receiver.statuses.push(503, 503, 503, 503);
    const startMs = control.clock().nowMs;
    await createIntent(world.stripe);
    await world.sandbox.idle();
    await control.advanceClock({ byMs: 24 * HOUR_MS });
    const [delivery] = world.sandbox.books().deliveries;
    const minutes = delivery?.attempts.map(({ atMs }) => Math.round((atMs - startMs) / 60_000));
    expect([delivery?.state, minutes]).toEqual(["failed", [0, 5, 65, 245]]);
    expect(control.clock().nowMs).toBe(startMs + 24 * HOUR_MS);
  });

  it("brings what a fault delays by the clock that the retries go by", async () => {
    const { control } = world.sandbox;
    await world.stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });
    control.addFault({ on: { event: "*" }, do: "delay-webhook", delayMs: 60_000, times: null });
    await createIntent(world.stripe);
    await control.advanceClock({ byMs: 59_000 });
    expect(receiver.received).toEqual([]);
    await control.advanceClock({ byMs: 1_000 });
    expect(receiver.received).toHaveLength(1);
  });
});
