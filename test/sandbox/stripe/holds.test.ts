import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { createIntent, errorOf, openStripeWorld, registerReader } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

async function hold(params: Partial<Stripe.PaymentIntentCreateParams> = {}): Promise<string> {
  const reader = await registerReader(stripe);
  const intent = await createIntent(stripe, { amount: 10_000, ...params });
  await stripe.terminal.readers.processPaymentIntent(reader.id, { payment_intent: intent.id });
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(reader.id);
  return intent.id;
}

const incremental = {
  payment_method_options: {
    card_present: { request_incremental_authorization_support: true },
  },
};

describe("increment_authorization", () => {
  it("holds more, where it was asked for from the start", async () => {
    const id = await hold(incremental);
    const more = await stripe.paymentIntents.incrementAuthorization(id, { amount: 12_000 });
    expect(more).toMatchObject({ amount: 12_000, amount_capturable: 12_000 });
    const other = await hold();
    const refused = await errorOf(
      stripe.paymentIntents.incrementAuthorization(other, { amount: 12_000 }),
    );
    expect(refused.code).toBe("payment_intent_unexpected_state");
  });

  it("leaves the hold as it was when the bank says no", async () => {
    const id = await hold(incremental);
    const refused = await errorOf(
      stripe.paymentIntents.incrementAuthorization(id, { amount: 12_005 }),
    );
    expect(refused).toMatchObject({ type: "StripeCardError", code: "card_declined" });
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({ amount_capturable: 10_000 });
  });

  it("is refused the eleventh time", async () => {
    const id = await hold(incremental);
    for (let at = 1; at <= 10; at += 1) {
      await stripe.paymentIntents.incrementAuthorization(id, { amount: 10_000 + at * 100 });
    }
    const eleventh = stripe.paymentIntents.incrementAuthorization(id, { amount: 12_000 });
    expect((await errorOf(eleventh)).statusCode).toBe(400);
  });
});

describe("capturing more than was held", () => {
  it("is refused without support for it", async () => {
    const id = await hold();
    const refused = await errorOf(stripe.paymentIntents.capture(id, { amount_to_capture: 10_001 }));
    expect(refused.code).toBe("amount_too_large");
  });

  it("asks the bank for more where holds may grow, and keeps the hold at a no", async () => {
    const id = await hold(incremental);
    const refused = await errorOf(stripe.paymentIntents.capture(id, { amount_to_capture: 10_005 }));
    expect(refused).toMatchObject({ type: "StripeCardError", code: "card_declined" });
    const held = await stripe.paymentIntents.retrieve(id);
    expect(held).toMatchObject({ status: "requires_capture", amount_capturable: 10_000 });
    const paid = await stripe.paymentIntents.capture(id, { amount_to_capture: 11_000 });
    expect(paid).toMatchObject({ status: "succeeded", amount_received: 11_000 });
  });

  it("takes a tip up to half, in a restaurant in the United States", async () => {
    world.sandbox.control.setAccount({ country: "US", mcc: "5812" });
    const id = await hold({ currency: "usd" });
    const refused = await errorOf(stripe.paymentIntents.capture(id, { amount_to_capture: 15_001 }));
    expect(refused.code).toBe("amount_too_large");
    const paid = await stripe.paymentIntents.capture(id, {
      amount_to_capture: 12_000,
      expand: ["latest_charge"],
    });
    expect(paid).toMatchObject({
      amount: 12_000,
      amount_received: 12_000,
      latest_charge: {
        amount_captured: 12_000,
        payment_method_details: { card_present: { amount_authorized: 10_000 } },
      },
    });
  });
});

describe("the capture deadline", () => {
  it("lets the hold go after two days", async () => {
    const id = await hold();
    world.clock.nowMs += 2 * 24 * 3_600_000;
    expect(await stripe.paymentIntents.retrieve(id)).toMatchObject({
      status: "canceled",
      cancellation_reason: "automatic",
    });
    const types = world.sandbox.books().events.map(({ type }) => type);
    expect(types.slice(-2)).toEqual(["charge.expired", "payment_intent.canceled"]);
  });
});
