import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import {
  createIntent,
  errorOf,
  openStripeWorld,
  payByCard,
  registerReader,
} from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;
let paid: Stripe.PaymentIntent;
let chargeId: string;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
  const reader = await registerReader(stripe);
  const held = await payByCard(stripe, reader.id);
  paid = await stripe.paymentIntents.capture(held.id);
  chargeId = (held.latest_charge as Stripe.Charge).id;
});
afterEach(() => world.close());

describe("refunds", () => {
  it("gives everything back once, and then says that it was given back", async () => {
    const refund = await stripe.refunds.create({
      payment_intent: paid.id,
      reason: "requested_by_customer",
      metadata: { sale: "s1" },
    });
    expect(refund).toMatchObject({
      object: "refund",
      amount: 1250,
      status: "succeeded",
      payment_intent: paid.id,
      charge: chargeId,
      metadata: { sale: "s1" },
    });
    const charge = await stripe.charges.retrieve(chargeId);
    expect(charge).toMatchObject({ refunded: true, amount_refunded: 1250 });
    const again = await errorOf(stripe.refunds.create({ payment_intent: paid.id }));
    expect(again).toMatchObject({ statusCode: 400, code: "charge_already_refunded" });
    const types = world.sandbox.books().events.map((event) => event.type);
    expect(types.slice(-2)).toEqual(["refund.created", "charge.refunded"]);
  });

  it("gives parts back up to what is left, never more", async () => {
    await stripe.refunds.create({ charge: chargeId, amount: 1000 });
    const tooMuch = await errorOf(stripe.refunds.create({ payment_intent: paid.id, amount: 251 }));
    expect(tooMuch).toMatchObject({ statusCode: 400, param: "amount" });
    await stripe.refunds.create({ payment_intent: paid.id, amount: 250 });
    const refunds = await stripe.refunds.list({ payment_intent: paid.id });
    expect(refunds.data.map(({ amount }) => amount)).toEqual([250, 1000]);
    expect(await stripe.refunds.retrieve(refunds.data[0]?.id ?? "")).toMatchObject({ amount: 250 });
  });

  it("refuses what was never captured, what is not there, and no or two names for it", async () => {
    const open = await createIntent(stripe);
    const { refunds } = stripe;
    expect((await errorOf(refunds.create({ payment_intent: open.id }))).code).toBe(
      "payment_intent_unexpected_state",
    );
    expect((await errorOf(refunds.create({ charge: "ch_none" }))).code).toBe("resource_missing");
    expect((await errorOf(refunds.create({}))).code).toBe("parameter_missing");
    const both = refunds.create({ payment_intent: paid.id, charge: chargeId });
    expect((await errorOf(both)).code).toBe("parameters_exclusive");
    expect(world.sandbox.books().refunds).toEqual([]);
  });

  it("keeps words, on the charge as well, and is never canceled once it is with the bank", async () => {
    const { id } = await stripe.refunds.create({ charge: chargeId, amount: 100 });
    expect((await stripe.refunds.update(id, { metadata: { order: "7" } })).metadata).toEqual({
      order: "7",
    });
    await stripe.charges.update(chargeId, { description: "Tables", metadata: { table: "4" } });
    expect(await stripe.charges.retrieve(chargeId)).toMatchObject({
      description: "Tables",
      metadata: { table: "4" },
    });
    expect((await stripe.paymentIntents.retrieve(paid.id)).metadata).toEqual({});
    expect((await errorOf(stripe.refunds.cancel(id))).message).toContain("succeeded");
    const types = world.sandbox.books().events.map(({ type }) => type);
    expect(types.slice(-3)).toEqual(["refund.updated", "charge.refund.updated", "charge.updated"]);
  });

  it("refuses a charge that is only held", async () => {
    const reader = world.sandbox.books().readers[0];
    const held = await payByCard(stripe, reader?.id ?? "");
    const charge = held.latest_charge as Stripe.Charge;
    expect((await errorOf(stripe.refunds.create({ charge: charge.id }))).code).toBe(
      "charge_not_refundable",
    );
  });
});
