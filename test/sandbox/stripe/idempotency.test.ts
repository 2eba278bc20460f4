import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { errorOf, openStripeWorld, registerReader, stripeAt } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

const params = {
  amount: 1250,
  currency: "eur",
  allowed_payment_method_types: ["card_present"],
} satisfies Stripe.PaymentIntentCreateParams;

const create = (key: string, amount = 1250) =>
  stripe.paymentIntents.create({ ...params, amount }, { idempotencyKey: key });

describe("Idempotency-Key", () => {
  it("repeats the first answer, word for word, and does nothing twice", async () => {
    const first = await create("k1");
    const second = await create("k1");
    expect(second.id).toBe(first.id);
    expect(second.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(second.lastResponse.headers["original-request"]).toBe(first.lastResponse.requestId);
    expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
    const books = world.sandbox.books();
    expect(books.paymentIntents).toHaveLength(1);
    expect(books.events).toHaveLength(1);
    expect(books.idempotency).toMatchObject([{ key: "k1", answer: { status: 200 } }]);
  });

  it("refuses the same key with other parameters or another address", async () => {
    const { id } = await create("k1");
    expect(await errorOf(create("k1", 1300))).toMatchObject({
      type: "StripeIdempotencyError",
      statusCode: 400,
      rawType: "idempotency_error",
    });
    const elsewhere = stripe.paymentIntents.cancel(id, {}, { idempotencyKey: "k1" });
    expect((await errorOf(elsewhere)).rawType).toBe("idempotency_error");
  });

  it("says 409 while the first request is still at work", async () => {
    const reader = await registerReader(stripe);
    world.sandbox.control.setReader(reader.id, { ackDelayMs: 3_000 });
    const { id } = await create("k1");
    const send = () =>
      stripe.terminal.readers.processPaymentIntent(
        reader.id,
        { payment_intent: id },
        { idempotencyKey: "k2" },
      );
    const results = await Promise.allSettled([send(), send()]);
    const refused = results.find(({ status }) => status === "rejected");
    expect(refused).toMatchObject({
      reason: { statusCode: 409, code: "idempotency_key_in_use" },
    });
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("keeps a no that came from the work, and forgets one that came from the parameters", async () => {
    const reader = await registerReader(stripe);
    const { id } = await create("k1");
    const send = (intentId: string) =>
      stripe.terminal.readers.processPaymentIntent(
        reader.id,
        { payment_intent: intentId },
        { idempotencyKey: "k2" },
      );
    world.sandbox.control.setReader(reader.id, { isOnline: false });
    expect((await errorOf(send(id))).code).toBe("terminal_reader_offline");
    world.sandbox.control.setReader(reader.id, { isOnline: true });
    const replayed = await errorOf(send(id));
    expect(replayed.code).toBe("terminal_reader_offline");
    expect(replayed.headers?.["idempotent-replayed"]).toBe("true");

    expect((await errorOf(create("k3", 1.5))).code).toBe("parameter_invalid_integer");
    expect((await create("k3")).amount).toBe(1250);
  });

  it("forgets a key after 24 hours", async () => {
    const first = await create("k1");
    world.clock.nowMs += 24 * 60 * 60 * 1000 + 1;
    expect((await create("k1")).id).not.toBe(first.id);
  });

  it("keeps keys of different API keys apart, and refuses keys over 255 characters", async () => {
    const first = await create("k1");
    const other = stripeAt({ port: world.sandbox.port, key: "sk_test_someoneelse" });
    const second = await other.paymentIntents.create(params, { idempotencyKey: "k1" });
    expect(second.id).not.toBe(first.id);
    expect((await errorOf(create("k".repeat(256)))).statusCode).toBe(400);
  });

  it("lets stripe-node's own retry find the first answer after a cut connection", async () => {
    const retrying = stripeAt(world.sandbox, { maxNetworkRetries: 2 });
    world.sandbox.control.addFault({
      on: { method: "POST", path: "/v1/payment_intents" },
      do: "cut-after",
    });
    const intent = await retrying.paymentIntents.create(params, { idempotencyKey: "k1" });
    expect(intent.lastResponse.headers["idempotent-replayed"]).toBe("true");
    expect(world.sandbox.books().paymentIntents.map(({ id }) => id)).toEqual([intent.id]);
  });
});
