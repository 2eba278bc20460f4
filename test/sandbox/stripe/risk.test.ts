import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../../sandbox/stripe/id-of.ts";
import { errorOf } from "./support/stripe-world.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { openMoneyWorld } from "./support/money-world.ts";

let world: MoneyWorld;
let stripe: Stripe;
let charge: Stripe.Charge;

beforeEach(async () => {
  world = await openMoneyWorld();
  stripe = world.stripe;
  charge = await world.sell();
});
afterEach(() => world.close());

describe("early fraud warnings", () => {
  it("ask for a refund, and are settled by it", async () => {
    const { id } = world.sandbox.control.warnOfFraud(charge.id, {
      fraudType: "made_with_lost_card",
    });
    const { earlyFraudWarnings } = stripe.radar;
    expect(await earlyFraudWarnings.retrieve(id, { expand: ["charge"] })).toMatchObject({
      object: "radar.early_fraud_warning",
      actionable: true,
      charge: { id: charge.id },
      fraud_type: "made_with_lost_card",
      payment_intent: charge.payment_intent,
    });
    await stripe.refunds.create({ charge: charge.id, reason: "fraudulent" });
    expect((await earlyFraudWarnings.retrieve(id)).actionable).toBe(false);
    expect(world.eventTypes().slice(-3)).toEqual([
      "refund.created",
      "charge.refunded",
      "radar.early_fraud_warning.updated",
    ]);
  });

  it("come by themselves with the card that stands for them, and are listed", async () => {
    const bad = await world.sell({ number: "4000000000005423" });
    await world.sandbox.control.advanceClock({ byMs: 2_000 });
    const { earlyFraudWarnings } = stripe.radar;
    const { data } = await earlyFraudWarnings.list({ charge: bad.id });
    expect(data.map((each) => each.charge)).toEqual([bad.id]);
    expect((await earlyFraudWarnings.list({ charge: charge.id })).data).toEqual([]);
    expect(world.eventTypes().at(-1)).toBe("radar.early_fraud_warning.created");
    expect((await errorOf(earlyFraudWarnings.retrieve("issfr_none"))).statusCode).toBe(404);
  });
});

describe("reviews", () => {
  it("stay open until somebody approves", async () => {
    const { id } = world.sandbox.control.openReview(charge.id);
    expect(await stripe.reviews.retrieve(id)).toMatchObject({
      object: "review",
      open: true,
      opened_reason: "manual",
      reason: "manual",
      closed_reason: null,
      charge: charge.id,
    });
    const intentId = idOf(charge.payment_intent);
    expect((await stripe.paymentIntents.retrieve(intentId)).review).toBe(id);
    expect((await stripe.reviews.list()).data.map((each) => each.id)).toEqual([id]);
    expect(await stripe.reviews.approve(id)).toMatchObject({
      open: false,
      closed_reason: "approved",
      reason: "approved",
    });
    expect((await stripe.reviews.list()).data).toEqual([]);
    expect((await errorOf(stripe.reviews.approve(id))).statusCode).toBe(400);
    expect(world.eventTypes().slice(-2)).toEqual(["review.opened", "review.closed"]);
  });

  it("are closed by a refund, by a fraud, and by a dispute", async () => {
    const second = await world.sell();
    const third = await world.sell();
    const { control } = world.sandbox;
    const ids = [charge, second, third].map((each) => control.openReview(each.id).id);
    await stripe.refunds.create({ charge: charge.id });
    await stripe.refunds.create({ charge: second.id, reason: "fraudulent" });
    control.openDispute(third.id);
    const reviews = await Promise.all(ids.map((id) => stripe.reviews.retrieve(id)));
    expect(reviews.map(({ closed_reason: reason }) => reason)).toEqual([
      "refunded",
      "refunded_as_fraud",
      "disputed",
    ]);
  });

  it("come by themselves with the card of elevated risk", async () => {
    const risky = await world.sell({ number: "4000000000009235" });
    await world.sandbox.control.advanceClock({ byMs: 2_000 });
    const { data } = await stripe.reviews.list();
    expect(data).toMatchObject([{ charge: risky.id, opened_reason: "rule" }]);
  });
});
