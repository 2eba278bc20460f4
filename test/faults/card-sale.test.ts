import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openBridge } from "../support/bridge-client.ts";
import { booksDiffer, entriesOfSale } from "../support/card-books.ts";
import { openCardTill, sellByCard, type CardTill } from "../support/card-till.ts";
import { startDemo, type Demo } from "../support/demo.ts";
import { addToSale, payCash } from "../support/selling.ts";
import { cards } from "../support/stripe-control.ts";

const createIntent = { method: "POST", path: "/v1/payment_intents" };
const processIntent = { method: "POST", path: "/v1/terminal/readers/*/process_payment_intent" };
const captureIntent = { method: "POST", path: "/v1/payment_intents/*/capture" };
const everyEvent = { event: "*" };

const paid = ["payment-started", "payment-authorised", "sale-completed", "payment-captured"];

/** One tree of real processes for all: each sale must leave the books equal for the next. */
describe("a card sale from the till to Stripe and back", () => {
  let demo: Demo;
  let shop: CardTill;
  beforeAll(async () => {
    demo = await startDemo();
    shop = await openCardTill(demo);
  });
  afterEach(async () => {
    await shop.stripe.clearFaults();
    expect(await booksDiffer(demo)).toEqual([]);
  });
  afterAll(() => demo.stop());

  /** Ends an open payment as the clerk does, and takes cash for the same sale. */
  async function cancelAndTakeCash(payment: Awaited<ReturnType<CardTill["chargeOne"]>>) {
    const { till, untilPhase } = shop;
    const asked = await till.value("payments.cancel", { paymentId: payment.paymentId });
    expect(asked.isCancelRequested).toBe(true);
    await untilPhase(payment, "cancelled");
    const { sale } = await till.value("register.view", {});
    expect(sale.saleId).toBe(payment.saleId);
    await payCash(till, sale);
  }

  it("is written before it leaves, approved, in the ledger, and only then captured", async () => {
    const { saleId, tries } = await sellByCard(shop);
    expect(tries).toMatchObject([{ outcome: "approved", last4: "4242", declineCode: null }]);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
    const { lastReceipt } = await shop.till.value("register.view", {});
    expect(lastReceipt).toMatchObject({ saleId, tenders: [{ tender: "card", last4: "4242" }] });
  });

  it("takes another card on the same intent after two declines", async () => {
    const { till, stripe, chargeOne, until, untilPhase, untilSent } = shop;
    const payment = await chargeOne();
    for (const [index, number] of [cards.declined, cards.noFunds].entries()) {
      await stripe.present({ number });
      const declined = await untilPhase(payment, "declined");
      expect(declined.tries).toHaveLength(index + 1);
      await till.value("payments.retry", { paymentId: payment.paymentId });
      await until(
        payment,
        ({ phase, onReaderAtMs }) => phase === "waiting" && onReaderAtMs !== null,
      );
    }
    await stripe.present({ number: cards.good });
    const { tries } = await untilPhase(payment, "captured");
    expect(tries.map(({ declineCode }) => declineCode)).toEqual([
      "generic_decline",
      "insufficient_funds",
      null,
    ]);
    await untilSent();
    const declined = ["payment-declined", "payment-declined"];
    const [started = "", ...rest] = paid;
    expect(entriesOfSale(demo, payment.saleId)).toEqual([started, ...declined, ...rest]);
  });

  it("is cancelled only when Stripe says so, and then paid in cash", async () => {
    const payment = await shop.chargeOne();
    await cancelAndTakeCash(payment);
    const { screen } = await shop.stripe.reader();
    expect(screen.kind).not.toBe("present-card");
    expect(entriesOfSale(demo, payment.saleId)).toEqual([
      "payment-started",
      "payment-cancelled",
      "sale-completed",
    ]);
  });

  it("is given back in full, once", async () => {
    const { till, untilRefund, untilSent } = shop;
    const { saleId, amount } = await sellByCard(shop);
    await till.value("payments.refund", { saleId, total: amount });
    const again = await till.call("payments.refund", { saleId, total: amount });
    expect(again).toMatchObject({ ok: false, refusal: "refund-in-progress" });
    const { refundable } = await untilRefund(saleId, "succeeded");
    expect(refundable.minor).toBe(0);
    await untilSent();
    const { refunds } = await shop.stripe.books();
    expect(refunds).toMatchObject([{ amount: amount.minor, status: "succeeded" }]);
  });

  it("F21: is charged once however often and from however many pages Charge is pressed", async () => {
    const { till, stripe, untilPhase, untilSent, until } = shop;
    const other = await openBridge(demo);
    const { saleId, total } = await addToSale(till);
    const presses = Array.from({ length: 10 }, (_, index) =>
      (index % 2 === 0 ? till : other).call("payments.charge", { saleId, total }),
    );
    const answers = await Promise.all(presses);
    other.close();
    const started = answers.flatMap((answer) => (answer.ok ? [answer.value] : []));
    const refusals = answers.flatMap((answer) => (answer.ok ? [] : [answer.refusal]));
    expect(started).toHaveLength(1);
    expect(refusals).toEqual(Array.from({ length: 9 }, () => "payment-in-progress"));
    const [payment] = started;
    if (!payment) throw new Error("nothing was started");
    await until(payment, ({ onReaderAtMs }) => onReaderAtMs !== null);
    await stripe.present();
    await untilPhase(payment, "captured");
    await untilSent();
    const { paymentIntents } = await stripe.books();
    const ofSale = paymentIntents.filter(({ metadata }) => metadata["sale"] === saleId);
    expect(ofSale).toHaveLength(1);
  });

  it("F14: has one intent although the answer of its create was lost", async () => {
    await shop.stripe.addFault({ on: createIntent, do: "cut-after", times: 2 });
    const { saleId } = await sellByCard(shop);
    const { paymentIntents } = await shop.stripe.books();
    expect(paymentIntents.filter(({ metadata }) => metadata["sale"] === saleId)).toHaveLength(1);
  });

  it("F16: is cancelled at Stripe although the reader went offline before the tap", async () => {
    const { stripe, chargeOne } = shop;
    const payment = await chargeOne();
    await stripe.setReader({ isOnline: false });
    await cancelAndTakeCash(payment);
    await stripe.setReader({ isOnline: true });
  });

  it("F16: is sold although the reader lost its line right after the tap", async () => {
    const { stripe } = shop;
    await stripe.setReader({ nextCard: "answer-lost" });
    const { saleId } = await sellByCard(shop);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
  });

  it("F17, F25: finds its verdict by reading where every webhook is lost", async () => {
    const { stripe } = shop;
    const before = (await stripe.books()).deliveries.length;
    await stripe.addFault({ on: everyEvent, do: "drop-webhook", times: null });
    const { saleId } = await sellByCard(shop);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
    const since = (await stripe.books()).deliveries.slice(before);
    expect(new Set(since.map(({ state }) => state))).toEqual(new Set(["dropped"]));
  });

  it("F18: is captured once although the capture's answers are lost", async () => {
    const { stripe } = shop;
    await stripe.addFault({ on: captureIntent, do: "cut-before" });
    await stripe.addFault({ on: captureIntent, do: "cut-after", times: 2 });
    const { saleId } = await sellByCard(shop);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
  });

  it("F22: counts each webhook once, of twenty copies at the same time", async () => {
    const { stripe } = shop;
    await stripe.addFault({ on: everyEvent, do: "repeat-webhook", copies: 20, times: null });
    const { saleId } = await sellByCard(shop);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
  });

  it("F26: is the same where each webhook is quicker than the API's answer", async () => {
    const { stripe } = shop;
    for (const on of [createIntent, processIntent, captureIntent]) {
      await stripe.addFault({ on, do: "webhook-first" });
    }
    const { saleId } = await sellByCard(shop);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
  });

  it("comes out the same from webhooks that arrive last first", async () => {
    const { stripe } = shop;
    await stripe.addFault({ on: everyEvent, do: "reverse-webhooks", times: 4 });
    const { saleId } = await sellByCard(shop);
    expect(entriesOfSale(demo, saleId)).toEqual(paid);
  });
});
