import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../../sandbox/stripe/id-of.ts";
import { errorOf, START_MS } from "./support/stripe-world.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { DAY_MS, openMoneyWorld } from "./support/money-world.ts";

let world: MoneyWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openMoneyWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

async function latestPayout(): Promise<Stripe.Payout> {
  const { data } = await stripe.payouts.list({ limit: 1 });
  const [payout] = data;
  if (payout === undefined) throw new Error("there is no payout");
  return payout;
}

function netOf(transactions: Stripe.BalanceTransaction[]): number {
  return transactions.reduce((sum, { net }) => sum + net, 0);
}

async function contentsOf(payout: Stripe.Payout): Promise<Stripe.BalanceTransaction[]> {
  const list = stripe.balanceTransactions.list({ payout: payout.id, limit: 100 });
  return (await list.autoPagingToArray({ limit: 1000 })).filter(({ type }) => type !== "payout");
}

/** Nine in the morning of the day on which the first sales' money is available: all was paid out. */
const PAID_OUT_MS = Math.floor((START_MS + 2 * DAY_MS) / DAY_MS) * DAY_MS + 9 * 3_600_000;

describe("automatic payouts", () => {
  it("pays out every morning what has become available, and says what is in it", async () => {
    const first = await world.sell({ amount: 10_000 });
    const second = await world.sell({ amount: 4_000 });
    const refund = await stripe.refunds.create({ charge: second.id, amount: 1_000 });
    await world.sandbox.control.advanceClock({ toMs: PAID_OUT_MS - 8 * 3_600_000 });
    const fresh = await latestPayout();
    // 98.50 and 39.34 less the 10.00 that went back; Tuesday's payout arrives on Wednesday.
    expect(fresh).toMatchObject({
      object: "payout",
      amount: 12_784,
      automatic: true,
      status: "pending",
      method: "standard",
      type: "bank_account",
      reconciliation_status: "in_progress",
      arrival_date: Date.UTC(2026, 10, 25) / 1000,
    });
    await world.sandbox.control.advanceClock({ toMs: PAID_OUT_MS });
    const payout = await latestPayout();
    expect(payout).toMatchObject({ status: "in_transit", reconciliation_status: "completed" });
    const contents = await contentsOf(payout);
    expect(contents.map(({ source }) => source)).toEqual([refund.id, second.id, first.id]);
    expect(netOf(contents)).toBe(payout.amount);
    const { available, pending } = await stripe.balance.retrieve();
    expect([available[0]?.amount, pending[0]?.amount]).toEqual([0, 0]);
    await world.advanceDays(1);
    expect(await latestPayout()).toMatchObject({
      status: "paid",
      trace_id: { status: "supported" },
    });
  });

  it("has a transaction of its own, the last of the payout's", async () => {
    await world.sell();
    await world.sandbox.control.advanceClock({ toMs: PAID_OUT_MS });
    const payout = await latestPayout();
    const { data } = await stripe.balanceTransactions.list({ payout: payout.id });
    expect(data[0]).toMatchObject({
      id: payout.balance_transaction,
      type: "payout",
      reporting_category: "payout",
      amount: -payout.amount,
      source: payout.id,
    });
    expect(netOf(data)).toBe(0);
  });

  it("tells of every step", async () => {
    await world.sell();
    const before = world.eventTypes().length;
    await world.advanceDays(4);
    const told = world.eventTypes().slice(before);
    expect(told.filter((type) => type !== "reporting.report_type.updated")).toEqual([
      "balance.available",
      "payout.created",
      "payout.updated",
      "payout.reconciliation_completed",
      "payout.updated",
      "payout.paid",
    ]);
  });

  it("makes no payout where nothing is, and none on a manual schedule", async () => {
    await world.advanceDays(3);
    expect((await stripe.payouts.list()).data).toEqual([]);
    world.sandbox.control.setMoney({ payoutSchedule: "manual" });
    await world.sell();
    await world.advanceDays(5);
    expect((await stripe.payouts.list()).data).toEqual([]);
    world.sandbox.control.setMoney({ payoutSchedule: "daily" });
    await world.advanceDays(1);
    expect((await latestPayout()).amount).toBe(9_850);
  });

  it("collects what is missing when the balance is below nothing", async () => {
    const charge = await world.sell();
    await world.advanceDays(4);
    await stripe.refunds.create({ charge: charge.id });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(-10_000);
    await world.advanceDays(1);
    expect(await latestPayout()).toMatchObject({ amount: -10_000, automatic: true });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(0);
  });

  it("is sent back by the bank on demand, and goes with the next payout", async () => {
    await world.sell();
    world.sandbox.control.setMoney({ nextPayoutFailure: "account_closed" });
    await world.advanceDays(4);
    const { data } = await stripe.payouts.list();
    const [again, failed] = [data[0], data[1]];
    expect(failed).toMatchObject({
      status: "failed",
      failure_code: "account_closed",
      failure_message: "The bank account has been closed.",
    });
    const back = await stripe.balanceTransactions.retrieve(
      idOf(failed?.failure_balance_transaction),
    );
    expect(back).toMatchObject({
      type: "payout_failure",
      reporting_category: "payout_reversal",
      amount: 9_850,
      source: failed?.id,
    });
    expect(again).toMatchObject({ amount: 9_850, automatic: true });
    expect(world.eventTypes()).toContain("payout.failed");
    const contents = again === undefined ? [] : await contentsOf(again);
    expect(contents.map(({ id }) => id)).toEqual([back.id]);
  });

  it("may fail after it was said to be paid", async () => {
    await world.sell();
    await world.advanceDays(4);
    const { id } = await latestPayout();
    world.sandbox.control.failPayout(id, { code: "no_account" });
    expect(await stripe.payouts.retrieve(id)).toMatchObject({
      status: "failed",
      failure_code: "no_account",
    });
    expect(world.eventTypes().slice(-2)).toEqual(["payout.paid", "payout.failed"]);
  });
});

describe("manual payouts", () => {
  beforeEach(async () => {
    world.sandbox.control.setMoney({ payoutSchedule: "manual" });
    await world.sell();
    await world.advanceDays(2);
  });

  it("pays out up to what is available, never more", async () => {
    const tooMuch = await errorOf(stripe.payouts.create({ amount: 9_851, currency: "eur" }));
    expect(tooMuch).toMatchObject({ statusCode: 400, code: "balance_insufficient" });
    const payout = await stripe.payouts.create({
      amount: 5_000,
      currency: "eur",
      description: "rent",
      metadata: { month: "11" },
      statement_descriptor: "RENT",
    });
    expect(payout).toMatchObject({
      amount: 5_000,
      automatic: false,
      status: "pending",
      reconciliation_status: "not_applicable",
      metadata: { month: "11" },
      statement_descriptor: "RENT",
    });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(4_850);
    await world.advanceDays(2);
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("paid");
    expect((await stripe.balanceTransactions.list({ payout: payout.id })).data).toEqual([]);
  });

  it("can be canceled until it is on its way", async () => {
    const payout = await stripe.payouts.create({ amount: 5_000, currency: "eur" });
    const canceled = await stripe.payouts.cancel(payout.id);
    expect(canceled).toMatchObject({ status: "canceled" });
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(9_850);
    await world.advanceDays(2);
    expect((await stripe.payouts.retrieve(payout.id)).status).toBe("canceled");
    const sent = await stripe.payouts.create({ amount: 5_000, currency: "eur" });
    await world.sandbox.control.advanceClock({ byMs: 3_600_000 });
    expect((await errorOf(stripe.payouts.cancel(sent.id))).code).toBe("payout_not_cancelable");
  });

  it("arrives within the hour when it is instant", async () => {
    const payout = await stripe.payouts.create({
      amount: 1_000,
      currency: "eur",
      method: "instant",
    });
    await world.sandbox.control.advanceClock({ byMs: 3_600_000 });
    expect(await stripe.payouts.retrieve(payout.id)).toMatchObject({
      status: "paid",
      method: "instant",
    });
  });

  it("lists by status and arrival, and keeps words", async () => {
    const payout = await stripe.payouts.create({ amount: 1_000, currency: "eur" });
    await stripe.payouts.update(payout.id, { metadata: { note: "x" } });
    const { data } = await stripe.payouts.list({
      status: "pending",
      arrival_date: { gte: payout.arrival_date },
      expand: ["data.balance_transaction"],
    });
    expect(data).toMatchObject([{ metadata: { note: "x" }, balance_transaction: { net: -1_000 } }]);
    expect((await stripe.payouts.list({ status: "paid" })).data).toEqual([]);
    expect((await errorOf(stripe.payouts.retrieve("po_none"))).statusCode).toBe(404);
  });

  it("is taken back once it was paid, and only once", async () => {
    const payout = await stripe.payouts.create({ amount: 1_000, currency: "eur" });
    expect((await errorOf(stripe.payouts.reverse(payout.id))).message).toContain("pending");
    await world.advanceDays(4);
    const before = (await stripe.balance.retrieve()).available[0]?.amount ?? 0;
    const back = await stripe.payouts.reverse(payout.id, { metadata: { why: "by mistake" } });
    expect(back).toMatchObject({ amount: -1_000, original_payout: payout.id });
    expect((await stripe.payouts.retrieve(payout.id)).reversed_by).toBe(back.id);
    expect((await stripe.balance.retrieve()).available[0]?.amount).toBe(before + 1_000);
    expect((await errorOf(stripe.payouts.reverse(payout.id))).statusCode).toBe(400);
  });
});
