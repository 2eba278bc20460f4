import { describe, expect, it } from "vitest";
import { cards } from "../support/stripe-control.ts";
import { openShop } from "../direct/support/direct-shop.ts";
import { openTillBy, ways } from "./support/till-by.ts";

const captureIntent = { method: "POST", path: "/v1/payment_intents/*/capture" };
const everyEvent = { event: "*" };

describe.each(ways)("what the book says and Stripe says, by the %s way", (way) => {
  it("situation 7: a capture that fails is a durable order, and is read back until it is true", async () => {
    const { shop, till, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    shop.stripe.control.addFault({ on: captureIntent, do: "cut-before", times: 2 });
    const paymentId = await chargeOnReader();
    const { saleId } = till.view().sale;
    tap(cards.good);
    await inPhase(paymentId, "authorised");
    // Sold: the hold stands in the book, and so does the order to take it.
    const { payments } = till.act("sales.detail", { saleId });
    expect(payments.map(({ payment }) => payment.paymentId)).toEqual([paymentId]);
    await inPhase(paymentId, "captured");
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 7: a capture that was done behind an error is not done twice", async () => {
    const { shop, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    const fault = { on: captureIntent, do: "answer-status", status: 500, isDone: true } as const;
    shop.stripe.control.addFault({ ...fault, times: 1 });
    const paymentId = await chargeOnReader();
    tap(cards.good);
    await inPhase(paymentId, "captured");
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 8: an intent that somebody else has captured counts as captured, once", async () => {
    const { shop, till, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    const { stripe } = shop;
    stripe.control.addFault({ on: captureIntent, do: "cut-before", times: null });
    const paymentId = await chargeOnReader();
    tap(cards.good);
    const { intentId } = await inPhase(paymentId, "authorised");
    stripe.control.clearFaults();
    const url = `${stripe.url}/v1/payment_intents/${intentId ?? ""}/capture`;
    const headers = { Authorization: `Bearer ${stripe.key}` };
    expect((await fetch(url, { method: "POST", headers })).status).toBe(200);
    await inPhase(paymentId, "captured");
    await till.until(() => till.status().unsent === 0);
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 9: webhooks three times, and quicker than the answers, are one sale", async () => {
    const { shop, till, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    const { control } = shop.stripe;
    control.addFault({ on: everyEvent, do: "repeat-webhook", copies: 2, times: null });
    control.addFault({ on: captureIntent, do: "webhook-first", times: 1 });
    const paymentId = await chargeOnReader();
    const { saleId } = till.view().sale;
    tap(cards.good);
    await inPhase(paymentId, "captured");
    await shop.stripe.idle();
    expect(books()).toEqual([["succeeded", 1]]);
    const completed = till.events.filter(({ event }) => event === "sale-completed");
    expect(completed).toHaveLength(1);
    expect(till.act("sales.detail", { saleId }).payments).toHaveLength(1);
  });

  it("situation 10: with the wrong signing secret no webhook counts, and the sale is read all the same", async () => {
    const shop = await openShop({ webhookSecret: "whsec_of_the_other_mode" });
    const { chargeOnReader, tap, inPhase, books } = await openTillBy(way, { shop });
    const paymentId = await chargeOnReader();
    tap(cards.good);
    await inPhase(paymentId, "captured");
    expect(books()).toEqual([["succeeded", 1]]);
    const answers = shop.stripe.control
      .deliveries()
      .flatMap(({ attempts }) => attempts.map(({ status }) => status));
    expect(new Set(answers)).toEqual(new Set([400]));
  });

  it("situation 15: what is charged is the sale as it is, and the sale cannot change under it", async () => {
    const { shop, till, chargeOnReader, tap, inPhase } = await openTillBy(way);
    const paymentId = await chargeOnReader();
    const { saleId, total, lines } = till.view().sale;
    const scan = { saleId, code: "4006381333931", quantity: 1 };
    expect(till.refusal("sales.scan", scan)).toBe("payment-in-progress");
    const quantity = { saleId, lineId: lines[0]?.lineId, quantity: 2 };
    expect(till.refusal("sales.set-quantity", quantity)).toBe("payment-in-progress");
    tap(cards.good);
    await inPhase(paymentId, "captured");
    const [intent] = shop.stripe.books().paymentIntents;
    expect(intent?.amount_received).toBe(total.minor);
    expect(till.act("sales.detail", { saleId }).receipt.total).toEqual(total);
  });
});
