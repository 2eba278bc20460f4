import { describe, expect, it } from "vitest";
import { cards } from "../support/stripe-control.ts";
import { openTillBy, ways } from "./support/till-by.ts";

/** The situations of a till that cost shops money, by their numbers in docs/quality.md. */
const createIntent = { method: "POST", path: "/v1/payment_intents" };

describe.each(ways)("what came of a payment, by the %s way", (way) => {
  it("situation 1: approved, and the reader lost its line: unknown, read, and sold", async () => {
    const { shop, chargeOnReader, tap, inPhase, phasesOf, books } = await openTillBy(way);
    shop.stripe.control.setReader(shop.readerId, { nextCard: "answer-lost" });
    const paymentId = await chargeOnReader();
    tap(cards.good);
    await inPhase(paymentId, "captured");
    expect(phasesOf(paymentId)).not.toContain("declined");
    expect(phasesOf(paymentId)).not.toContain("cancelled");
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 2: a card after a decline is on the same intent, and no second one beside it", async () => {
    const { till, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    const paymentId = await chargeOnReader();
    const { saleId, total } = till.view().sale;
    expect(till.refusal("payments.charge", { saleId, total })).toBe("payment-in-progress");
    tap(cards.declined);
    await inPhase(paymentId, "declined");
    expect(till.refusal("payments.charge", { saleId, total })).toBe("payment-in-progress");
    await till.until(() => till.refusal("payments.retry", { paymentId }) === "ok");
    await till.untilPayment(
      paymentId,
      ({ tries, onReaderAtMs }) => tries.length === 2 && onReaderAtMs !== null,
    );
    tap(cards.good);
    await inPhase(paymentId, "captured");
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 2: a create whose answer is lost makes no second intent", async () => {
    const { shop, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    shop.stripe.control.addFault({ on: createIntent, do: "cut-after", times: 1 });
    const paymentId = await chargeOnReader();
    tap(cards.good);
    await inPhase(paymentId, "captured");
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 5: a decline whose webhook is lost is found by reading, at once by Check", async () => {
    const { shop, till, chargeOnReader, tap, inPhase } = await openTillBy(way);
    shop.stripe.control.addFault({ on: { event: "*" }, do: "drop-webhook", times: null });
    const paymentId = await chargeOnReader();
    tap(cards.noFunds);
    till.act("payments.check", { paymentId });
    const { tries } = await inPhase(paymentId, "declined");
    expect(tries.at(-1)).toMatchObject({ outcome: "declined", declineCode: "insufficient_funds" });
  });

  it("situation 6: a reader that dies while it asks is let go, and the intent is cancelled", async () => {
    const { shop, till, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
    const { control } = shop.stripe;
    const paymentId = await chargeOnReader();
    control.setReader(shop.readerId, { isOnline: false });
    if (way === "relay") till.act("payments.cancel", { paymentId });
    await inPhase(paymentId, "cancelled");
    expect(books()).toEqual([["canceled", 0]]);
    control.setReader(shop.readerId, { isOnline: true });
    await till.untilReader("ready");
    // Whatever its glass still shows: the next command takes its place, and is charged alone.
    const { saleId, total } = till.view().sale;
    const next = till.act("payments.charge", { saleId, total });
    await till.untilPayment(next.paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
    tap(cards.good);
    await inPhase(next.paymentId, "captured");
    expect(books()).toEqual([
      ["canceled", 0],
      ["succeeded", 1],
    ]);
  });
});
