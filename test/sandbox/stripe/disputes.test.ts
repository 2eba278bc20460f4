import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { errorOf } from "./support/stripe-world.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { openMoneyWorld } from "./support/money-world.ts";

let world: MoneyWorld;
let stripe: Stripe;
let charge: Stripe.Charge;

beforeEach(async () => {
  world = await openMoneyWorld();
  stripe = world.stripe;
  charge = await world.sell({ amount: 10_000 });
});
afterEach(() => world.close());

async function balance(): Promise<number> {
  const { available, pending } = await stripe.balance.retrieve();
  return (available[0]?.amount ?? 0) + (pending[0]?.amount ?? 0);
}

describe("disputes", () => {
  it("take the amount and a fee from the balance", async () => {
    const { id } = world.sandbox.control.openDispute(charge.id, { reason: "fraudulent" });
    const dispute = await stripe.disputes.retrieve(id, { expand: ["charge"] });
    expect(dispute).toMatchObject({
      object: "dispute",
      amount: 10_000,
      currency: "eur",
      status: "needs_response",
      reason: "fraudulent",
      is_charge_refundable: false,
      charge: { id: charge.id, disputed: true },
      payment_intent: charge.payment_intent,
      evidence_details: { has_evidence: false, submission_count: 0 },
    });
    expect(dispute.balance_transactions).toMatchObject([
      {
        type: "adjustment",
        reporting_category: "dispute",
        amount: -10_000,
        fee: 2_000,
        net: -12_000,
        source: id,
      },
    ]);
    expect(await balance()).toBe(9_850 - 12_000);
    expect(world.eventTypes().slice(-2)).toEqual([
      "charge.dispute.created",
      "charge.dispute.funds_withdrawn",
    ]);
    const refund = await errorOf(stripe.refunds.create({ charge: charge.id }));
    expect(refund).toMatchObject({ statusCode: 400, code: "charge_disputed" });
  });

  it("are won with evidence that wins: the amount comes back, the fee does not", async () => {
    const { id } = world.sandbox.control.openDispute(charge.id);
    const kept = await stripe.disputes.update(id, {
      evidence: { product_description: "coffee" },
      submit: false,
    });
    expect(kept).toMatchObject({
      status: "needs_response",
      evidence_details: { has_evidence: true },
    });
    const sent = await stripe.disputes.update(id, {
      evidence: { uncategorized_text: "winning_evidence" },
      metadata: { clerk: "Ada" },
    });
    expect(sent).toMatchObject({
      status: "under_review",
      evidence: { product_description: "coffee" },
      evidence_details: { submission_count: 1, submission_method: "manual" },
      metadata: { clerk: "Ada" },
    });
    const more = stripe.disputes.update(id, { evidence: { receipt: "file_1" } });
    expect((await errorOf(more)).statusCode).toBe(400);
    await world.advanceDays(1);
    const won = await stripe.disputes.retrieve(id);
    expect(won.status).toBe("won");
    expect(
      won.balance_transactions.map(({ reporting_category: category, net }) => [category, net]),
    ).toEqual([
      ["dispute", -12_000],
      ["dispute_reversal", 10_000],
    ]);
    const about = world.eventTypes().filter((type) => type.startsWith("charge.dispute."));
    expect(about.slice(-2)).toEqual(["charge.dispute.funds_reinstated", "charge.dispute.closed"]);
  });

  it("are lost with other evidence, by giving up, and by silence", async () => {
    const second = await world.sell();
    const third = await world.sell();
    const { control } = world.sandbox;
    const [tried, closed, silent] = [charge, second, third].map(
      ({ id }) => control.openDispute(id).id,
    );
    await stripe.disputes.update(tried ?? "", {
      evidence: { uncategorized_text: "losing_evidence" },
    });
    expect((await stripe.disputes.close(closed ?? "")).status).toBe("lost");
    await world.advanceDays(1);
    expect((await stripe.disputes.retrieve(tried ?? "")).status).toBe("lost");
    expect((await stripe.disputes.retrieve(silent ?? "")).status).toBe("needs_response");
    await world.advanceDays(20);
    expect(await stripe.disputes.retrieve(silent ?? "")).toMatchObject({
      status: "lost",
      evidence_details: { past_due: true },
    });
    const again = await errorOf(stripe.disputes.close(closed ?? ""));
    expect(again.statusCode).toBe(400);
  });

  it("begin as a question that moves no money, and may become a dispute", async () => {
    const { control } = world.sandbox;
    const { id } = control.openDispute(charge.id, { isInquiry: true });
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: "warning_needs_response",
      is_charge_refundable: true,
      balance_transactions: [],
      payment_method_details: { card: { case_type: "inquiry" } },
    });
    expect(await balance()).toBe(9_850);
    control.escalateDispute(id);
    expect(await stripe.disputes.retrieve(id)).toMatchObject({
      status: "needs_response",
      is_charge_refundable: false,
    });
    expect(await balance()).toBe(9_850 - 12_000);
    expect(world.eventTypes().slice(-2)).toEqual([
      "charge.dispute.updated",
      "charge.dispute.funds_withdrawn",
    ]);
    control.closeDispute(id, { as: "won" });
    expect(await balance()).toBe(9_850 - 2_000);
  });

  it("come by themselves, and at once, after a sale with a card that stands for them", async () => {
    const bad = await world.sell({ number: "4000000000000259" });
    const question = await world.sell({ number: "4000000000001976" });
    const { data } = await stripe.disputes.list();
    expect(data.map((each) => [each.charge, each.status])).toEqual([
      [question.id, "warning_needs_response"],
      [bad.id, "needs_response"],
    ]);
    expect((await stripe.disputes.list({ charge: bad.id })).data).toHaveLength(1);
  });
});
