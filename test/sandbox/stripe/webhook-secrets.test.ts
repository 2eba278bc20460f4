import Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import { createIntent, openReceiver, openStripeWorld } from "./support/stripe-world.ts";

let world: StripeWorld;
let receiver: Receiver;

afterEach(async () => {
  await receiver.close();
  await world.close();
});

const HOUR_MS = 3_600_000;

describe("a signing secret that is rolled", () => {
  beforeEach(async () => {
    world = await openStripeWorld();
    receiver = await openReceiver();
  });

  it("signs beside the new one for as long as it lives", async () => {
    const endpoint = await world.stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ["*"],
    });
    const old = endpoint.secret ?? "";
    const { secret } = world.sandbox.control.rollSecret(endpoint.id, HOUR_MS);
    const verify = async (with_: string) => {
      await createIntent(world.stripe);
      await world.sandbox.idle();
      const { body, signature } = receiver.received.at(-1) ?? { body: "", signature: "" };
      const at = world.clock.nowMs / 1000;
      return () => world.stripe.webhooks.constructEvent(body, signature, with_, 300, undefined, at);
    };
    expect(await verify(old)).not.toThrow();
    expect(await verify(secret)).not.toThrow();
    expect(receiver.received[0]?.signature.match(/v1=/g)).toHaveLength(2);
    world.clock.nowMs += HOUR_MS;
    expect(await verify(old)).toThrow(Stripe.errors.StripeSignatureVerificationError);
    expect(await verify(secret)).not.toThrow();
  });
});

describe("retries on the sandbox's clock", () => {
  beforeEach(async () => {
    world = await openStripeWorld({ webhookRetries: "clock" });
    receiver = await openReceiver();
  });

  it("come when the clock has come so far, and are on record with their time", async () => {
    const url = receiver.url;
    const endpoint = await world.stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    receiver.statuses.push(500, 503);
    await createIntent(world.stripe);
    await world.sandbox.idle();
    const startMs = world.clock.nowMs;
    expect(world.sandbox.control.deliveries()).toMatchObject([
      {
        type: "payment_intent.created",
        endpoint: endpoint.id,
        status: "Pending",
        attempts: [{ status: 500 }],
        nextAtMs: startMs + 5 * 60_000,
      },
    ]);
    const after = async (ms: number) => {
      world.clock.nowMs = startMs + ms;
      await world.stripe.balance.retrieve();
      await world.sandbox.idle();
      return receiver.received.length;
    };
    expect(await after(4 * 60_000)).toBe(1);
    expect(await after(5 * 60_000)).toBe(2);
    expect(await after(5 * 60_000 + HOUR_MS)).toBe(3);
    expect(world.sandbox.control.deliveries()).toMatchObject([
      {
        status: "Delivered",
        attempts: [{ status: 500 }, { status: 503 }, { status: 200 }],
        nextAtMs: null,
      },
    ]);
  });

  it("are given up after the last one", async () => {
    const url = receiver.url;
    await world.stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
    receiver.statuses.push(500, 500, 500, 500);
    await createIntent(world.stripe);
    for (const hours of [1, 3, 8]) {
      await world.sandbox.idle();
      world.clock.nowMs += hours * HOUR_MS;
      await world.stripe.balance.retrieve();
    }
    await world.sandbox.idle();
    expect(world.sandbox.control.deliveries()[0]).toMatchObject({ status: "Failed" });
    const { data } = await world.stripe.events.list({ delivery_success: false });
    expect(data).toHaveLength(1);
  });
});
