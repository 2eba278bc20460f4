import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { idOf } from "../../../sandbox/stripe/id-of.ts";
import { errorOf, payByCard, START_MS } from "./support/stripe-world.ts";
import type { MoneyWorld } from "./support/money-world.ts";
import { DAY_MS, openMoneyWorld } from "./support/money-world.ts";

let world: MoneyWorld;
let stripe: Stripe;

beforeEach(async () => {
  world = await openMoneyWorld();
  stripe = world.stripe;
});
afterEach(() => world.close());

function amountsOf(balance: Stripe.Balance) {
  return { pending: balance.pending[0]?.amount, available: balance.available[0]?.amount };
}

/** Midnight UTC, two days after the start. */
const AVAILABLE_ON = Math.floor((START_MS + 2 * DAY_MS) / DAY_MS) * (DAY_MS / 1000);

describe("balance transactions", () => {
  it("books a captured charge with its fee: pending first, available two days later", async () => {
    const charge = await world.sell({ amount: 10_000 });
    const id = idOf(charge.balance_transaction);
    expect(await stripe.balanceTransactions.retrieve(id)).toMatchObject({
      object: "balance_transaction",
      amount: 10_000,
      fee: 150,
      fee_details: [
        { amount: 150, currency: "eur", type: "stripe_fee", description: "Stripe processing fees" },
      ],
      net: 9_850,
      type: "charge",
      reporting_category: "charge",
      source: charge.id,
      status: "pending",
      created: START_MS / 1000,
      available_on: AVAILABLE_ON,
      exchange_rate: null,
    });
    expect(amountsOf(await stripe.balance.retrieve())).toEqual({ pending: 9_850, available: 0 });
    await world.sandbox.control.advanceClock({ toMs: AVAILABLE_ON * 1000 });
    expect((await stripe.balanceTransactions.retrieve(id)).status).toBe("available");
    expect(amountsOf(await stripe.balance.retrieve())).toEqual({ pending: 0, available: 9_850 });
  });

  it("takes the fee that was agreed on, rounded half up", async () => {
    const fees = { card_present: { basisPoints: 175, fixedMinor: 0 } };
    world.sandbox.control.setMoney({ fees });
    const charge = await world.sell({ amount: 1_800 });
    const booked = await stripe.balanceTransactions.retrieve(idOf(charge.balance_transaction));
    // 1.75 % of 18.00 are 31.5 cents.
    expect(booked.fee).toBe(32);
  });

  it("shows a partial capture as the whole charge and what went back of it", async () => {
    const charge = await world.sell({ amount: 10_000, toCapture: 6_000 });
    const { data } = await stripe.balanceTransactions.list({ source: charge.id });
    expect(data.map((each) => [each.reporting_category, each.amount, each.fee])).toEqual([
      ["partial_capture_reversal", -4_000, 0],
      ["charge", 10_000, 94],
    ]);
  });

  it("books nothing for a hold, nor for its end", async () => {
    const intent = await payByCard(stripe, world.readerId);
    await stripe.paymentIntents.cancel(intent.id);
    expect((await stripe.balanceTransactions.list()).data).toEqual([]);
  });

  it("tells of an asynchronous capture's money in charge.updated", async () => {
    const charge = await world.sell({ captureMethod: "automatic_async" });
    expect(charge.balance_transaction).toBeNull();
    expect(world.eventTypes()).not.toContain("charge.updated");
    await world.sandbox.control.advanceClock({ byMs: 1_000 });
    const booked = await stripe.charges.retrieve(charge.id, { expand: ["balance_transaction"] });
    expect(booked.balance_transaction).toMatchObject({ amount: 10_000, fee: 150 });
    const told = world.sandbox.books().events.at(-1);
    expect(told).toMatchObject({
      type: "charge.updated",
      data: { previous_attributes: { balance_transaction: null } },
    });
  });

  it("has it at once where the capture is automatic or manual, without charge.updated", async () => {
    const charge = await world.sell({ captureMethod: "automatic" });
    expect(charge.balance_transaction).toMatch(/^txn_/);
    const succeeded = world.sandbox.books().events.find(({ type }) => type === "charge.succeeded");
    expect(succeeded?.data.object).toMatchObject({
      balance_transaction: charge.balance_transaction,
    });
    await world.advanceDays(1);
    expect(world.eventTypes()).not.toContain("charge.updated");
  });

  it("takes a refund from where the charge is, and keeps the fee", async () => {
    const charge = await world.sell();
    const refund = await stripe.refunds.create({
      charge: charge.id,
      amount: 2_500,
      expand: ["balance_transaction"],
    });
    expect(refund.balance_transaction).toMatchObject({
      amount: -2_500,
      fee: 0,
      net: -2_500,
      type: "refund",
      reporting_category: "refund",
      source: refund.id,
      status: "pending",
      available_on: AVAILABLE_ON,
    });
    expect(amountsOf(await stripe.balance.retrieve())).toEqual({ pending: 7_350, available: 0 });
  });

  it("lists by type, source and time, and opens the sources", async () => {
    const charge = await world.sell();
    await world.sandbox.control.advanceClock({ byMs: 60_000 });
    const refund = await stripe.refunds.create({ charge: charge.id });
    const { data } = await stripe.balanceTransactions.list({ expand: ["data.source"] });
    expect(data.map(({ source }) => source)).toMatchObject([
      { object: "refund", id: refund.id, charge: charge.id },
      { object: "charge", id: charge.id, payment_intent: charge.payment_intent },
    ]);
    const found = async (params: Stripe.BalanceTransactionListParams) =>
      (await stripe.balanceTransactions.list(params)).data.map(({ source }) => source);
    expect(await found({ type: "charge" })).toEqual([charge.id]);
    expect(await found({ source: refund.id })).toEqual([refund.id]);
    expect(await found({ created: { gt: START_MS / 1000 } })).toEqual([refund.id]);
    expect(await found({ currency: "usd" })).toEqual([]);
    const nested = await stripe.balanceTransactions.list({
      type: "refund",
      expand: ["data.source.charge"],
    });
    expect(nested.data[0]?.source).toMatchObject({ charge: { id: charge.id } });
  });

  it("keeps currencies apart, and says no to what is not there", async () => {
    await world.sell();
    const intent = await stripe.paymentIntents.create({
      amount: 2_000,
      currency: "usd",
      allowed_payment_method_types: ["card_present"],
      capture_method: "automatic",
    });
    const { readers } = stripe.terminal;
    await readers.processPaymentIntent(world.readerId, { payment_intent: intent.id });
    await stripe.testHelpers.terminal.readers.presentPaymentMethod(world.readerId);
    const { pending } = await stripe.balance.retrieve();
    expect(pending.map(({ currency, amount }) => [currency, amount])).toEqual([
      ["eur", 9_850],
      ["usd", 1_962],
    ]);
    const none = await errorOf(stripe.balanceTransactions.retrieve("txn_none"));
    expect(none).toMatchObject({ statusCode: 404, code: "resource_missing" });
    const stray = await errorOf(stripe.balanceTransactions.list({ payout: "po_none" }));
    expect(stray).toMatchObject({ statusCode: 400, param: "payout" });
  });
});
