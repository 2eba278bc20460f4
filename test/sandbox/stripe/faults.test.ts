import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isMatch } from "../../../sandbox/stripe/faults.ts";
import type { Receiver, StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openReceiver,
  openStripeWorld,
  payByCard,
  registerReader,
} from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let receiver: Receiver;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  receiver = await openReceiver();
});
afterEach(async () => {
  await world.close();
  await receiver.close();
});

const onCreate = { method: "POST", path: "/v1/payment_intents" };
const intents = () => world.sandbox.books().paymentIntents;
const fault: StripeWorld["sandbox"]["control"]["addFault"] = (each) =>
  world.sandbox.control.addFault(each);
const listen = () => stripe.webhookEndpoints.create({ url: receiver.url, enabled_events: ["*"] });

describe("API faults", () => {
  // stripe-node repeats a closed connection once even without retries: two cuts are one lost call.
  it("F14: cuts the connection before anything was done", async () => {
    fault({ on: onCreate, do: "cut-before", times: 2 });
    expect((await errorOf(createIntent(stripe))).type).toBe("StripeConnectionError");
    expect(intents()).toEqual([]);
    await createIntent(stripe);
    expect(intents()).toHaveLength(1);
  });

  it("F14: loses the answer after everything was done, once", async () => {
    fault({ on: onCreate, do: "cut-after", times: 2 });
    expect((await errorOf(createIntent(stripe))).type).toBe("StripeConnectionError");
    expect(intents()).toHaveLength(1);
  });

  it("F18: loses the answer to a capture, and the money is taken", async () => {
    const reader = await registerReader(stripe);
    const held = await payByCard(stripe, reader.id);
    fault({ on: { method: "POST", path: "*/capture" }, do: "cut-after", times: 2 });
    expect((await errorOf(stripe.paymentIntents.capture(held.id))).type).toBe(
      "StripeConnectionError",
    );
    expect(intents()[0]).toMatchObject({ status: "succeeded" });
    expect(
      world.sandbox.books().events.filter(({ type }) => type === "charge.captured"),
    ).toHaveLength(1);
  });

  it("answers 429 so many times, without doing anything or keeping it for the key", async () => {
    fault({ on: onCreate, do: "answer-status", status: 429, times: 2 });
    const key = { idempotencyKey: "k1" };
    const create = () => stripe.paymentIntents.create({ amount: 500, currency: "eur" }, key);
    expect(await errorOf(create())).toMatchObject({
      type: "StripeRateLimitError",
      code: "rate_limit",
    });
    expect((await errorOf(create())).statusCode).toBe(429);
    expect((await create()).amount).toBe(500);
  });

  it("answers 500 with the work done or not, and repeats that 500 for the key", async () => {
    fault({ on: onCreate, do: "answer-status", status: 500, isDone: true });
    const key = { idempotencyKey: "k1" };
    const create = () => stripe.paymentIntents.create({ amount: 500, currency: "eur" }, key);
    expect(await errorOf(create())).toMatchObject({ type: "StripeAPIError", statusCode: 500 });
    expect(intents()).toHaveLength(1);
    const again = await errorOf(create());
    expect(again.headers?.["idempotent-replayed"]).toBe("true");
    expect(intents()).toHaveLength(1);
  });

  it.each(["html", "truncated-json", "empty"] as const)(
    "B27: answers with %s, which stripe-node reports as an error",
    async (body) => {
      fault({ on: onCreate, do: "answer-body", body, isDone: true });
      expect((await errorOf(createIntent(stripe))).type).toMatch(
        /StripeAPIError|StripeConnectionError/,
      );
      expect(intents()).toHaveLength(1);
    },
  );

  it("B27: answers with another object, ten megabytes, or a redirect", async () => {
    const bodies = ["wrong-object", "huge", "redirect"] as const;
    bodies.forEach((body) => fault({ on: onCreate, do: "answer-body", body }));
    expect((await createIntent(stripe)).object).toBe("customer");
    expect((await createIntent(stripe)).description?.length).toBe(10 * 1024 * 1024);
    const response = await fetch(`${world.sandbox.url}/v1/payment_intents`, {
      method: "POST",
      redirect: "manual",
      headers: { Authorization: `Bearer ${world.sandbox.key}` },
    });
    expect(response.status).toBe(302);
    expect(intents()).toEqual([]);
  });

  it("waits before the work, and after it", async () => {
    fault({ on: onCreate, do: "wait-before", delayMs: 600_000 });
    const never = createIntent(stripe, {});
    never.catch(() => undefined);
    await stripe.accounts.retrieveCurrent();
    expect(intents()).toEqual([]);
    fault({ on: onCreate, do: "wait-after", delayMs: 600_000 });
    createIntent(stripe).catch(() => undefined);
    while (intents().length === 0) await stripe.accounts.retrieveCurrent();
    expect(intents()).toHaveLength(1);
  });

  it("F26: delivers the webhook before it answers", async () => {
    await listen();
    fault({ on: onCreate, do: "webhook-first" });
    let hadAnswer = false;
    const hooked = new Promise<boolean>((resolve) => {
      const look = setInterval(() => {
        if (receiver.received.length === 0) return;
        clearInterval(look);
        resolve(hadAnswer);
      }, 0);
    });
    fault({ on: onCreate, do: "wait-after", delayMs: 50 });
    await createIntent(stripe);
    hadAnswer = true;
    expect(await hooked).toBe(false);
  });

  it("strikes only what it is meant for, after those it was told to skip", async () => {
    fault({ on: onCreate, do: "answer-status", status: 503, skip: 1 });
    await stripe.paymentIntents.list();
    await createIntent(stripe);
    expect((await errorOf(createIntent(stripe))).statusCode).toBe(503);
    await createIntent(stripe);
    expect(world.sandbox.control.faults()).toEqual([]);
  });
});

describe("webhook faults", () => {
  const onIntents = { event: "payment_intent.*" };

  it("F25: loses a webhook for good, and the event can still be read", async () => {
    await listen();
    fault({ on: onIntents, do: "drop-webhook" });
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(receiver.received).toEqual([]);
    expect(world.sandbox.books().deliveries).toMatchObject([{ state: "dropped", attempts: [] }]);
    expect((await stripe.events.list({ delivery_success: false })).data).toHaveLength(1);
  });

  it("F22: sends one webhook a hundred times", async () => {
    await listen();
    fault({ on: onIntents, do: "repeat-webhook", copies: 99 });
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(receiver.received).toHaveLength(100);
    expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(1);
    expect(world.sandbox.books().events[0]?.pending_webhooks).toBe(0);
  });

  it("sends webhooks in reverse", async () => {
    await listen();
    const reader = await registerReader(stripe);
    fault({ on: { event: "*" }, do: "reverse-webhooks", times: 4 });
    await payByCard(stripe, reader.id);
    await world.sandbox.idle();
    expect(receiver.received.map(({ event }) => event.type)).toEqual([
      "terminal.reader.action_succeeded",
      "payment_intent.amount_capturable_updated",
      "charge.succeeded",
      "payment_intent.created",
    ]);
  });

  it("sends what was kept back when nobody is to reverse it any more", async () => {
    await listen();
    fault({ on: { event: "*" }, do: "reverse-webhooks", times: 1_000 });
    await createIntent(stripe);
    await createIntent(stripe);
    await world.sandbox.idle();
    expect(receiver.received).toEqual([]);
    world.sandbox.control.clearFaults();
    await world.sandbox.idle();
    expect(receiver.received).toHaveLength(2);
  });

  it("sends a webhook late; nobody has to wait for it who asks for all of them now", async () => {
    await listen();
    fault({ on: onIntents, do: "delay-webhook", delayMs: 600_000 });
    await createIntent(stripe);
    await createIntent(stripe);
    while (receiver.received.length === 0) await stripe.accounts.retrieveCurrent();
    expect(world.sandbox.books().deliveries.map(({ state }) => state)).toContain("pending");
    await world.sandbox.control.flushDeliveries();
    expect(receiver.received).toHaveLength(2);
  });
});

describe("isMatch", () => {
  it("takes a star for anything, and every other sign for itself", () => {
    expect(isMatch("/v1/payment_intents/*/capture", "/v1/payment_intents/pi_1/capture")).toBe(true);
    expect(isMatch("/v1/payment_intents", "/v1/payment_intents/pi_1")).toBe(false);
    expect(isMatch("charge.*", "chargeXfailed")).toBe(false);
    expect(isMatch("*", "")).toBe(true);
  });
});
