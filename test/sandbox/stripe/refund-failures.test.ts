import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StripeWorld } from "./support/stripe-world.ts";
import { openStripeWorld, payByCard, registerReader } from "./support/stripe-world.ts";

let world: StripeWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openStripeWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

async function refundOf(number?: string): Promise<Stripe.Refund> {
  const reader = await registerReader(stripe);
  const intent = await payByCard(stripe, reader.id, number);
  await stripe.paymentIntents.capture(intent.id);
  return stripe.refunds.create({ payment_intent: intent.id });
}

const lastEvents = () =>
  world.sandbox
    .books()
    .events.slice(-3)
    .map(({ type }) => type);

const told = ["refund.updated", "refund.failed", "charge.refund.updated"];

describe("refunds that fail later", () => {
  it("look fine with card 5126, and are back some seconds after", async () => {
    const refund = await refundOf("4000000000005126");
    expect(refund.status).toBe("succeeded");
    world.clock.nowMs += 5_000;
    const failed = await stripe.refunds.retrieve(refund.id);
    expect(failed).toMatchObject({
      status: "failed",
      failure_reason: "expired_or_canceled_card",
      failure_balance_transaction: expect.stringMatching(/^txn_/) as string,
    });
    expect(lastEvents()).toEqual(told);
    const charge = await stripe.charges.retrieve(failed.charge as string);
    expect(charge).toMatchObject({ amount_refunded: 0, refunded: false });
  });

  it("fail with any card when a fault says so, after days if wanted", async () => {
    const delayMs = 6 * 24 * 3_600_000;
    world.sandbox.control.addFault({ do: "fail-refund", delayMs, reason: "insufficient_funds" });
    const { id } = await refundOf();
    world.clock.nowMs += delayMs - 1;
    expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: "succeeded" });
    world.clock.nowMs += 1;
    expect(await stripe.refunds.retrieve(id)).toMatchObject({
      status: "failed",
      failure_reason: "insufficient_funds",
    });
  });

  it("fail at a person's word", async () => {
    const { id } = await refundOf();
    world.sandbox.control.failRefund(id, "lost_or_stolen_card");
    expect(await stripe.refunds.retrieve(id)).toMatchObject({ status: "failed" });
    expect(lastEvents()).toEqual(told);
  });
});
