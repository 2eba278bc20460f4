import { describe, expect, it } from "vitest";
import type { FromReaderWindow } from "../../contract/reader-window.ts";
import { addReader, cards } from "../support/stripe-control.ts";
import { openPage, openShop, openTill, type Shop } from "./support/direct-shop.ts";
import { inPhase, onReader, openSlow, statuses } from "./support/slow-page.ts";

async function openConnected() {
  const shop = await openShop();
  const till = openTill(shop);
  const page = openPage(till);
  await till.untilReader("ready");
  return { shop, till, page };
}

const screenOf = ({ stripe, readerId }: Shop) => stripe.control.reader(readerId).screen.kind;

describe("a cancel by the direct way", () => {
  it("takes the amount off the reader first, then cancels the intent", async () => {
    const { shop, till, page } = await openConnected();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    till.act("payments.cancel", { paymentId });
    await inPhase(till, paymentId, "cancelled");
    expect(page.said.at(-1)).toMatchObject({ type: "reader-finished", hint: "cancelled" });
    expect(statuses(shop)).toEqual(["canceled"]);
    expect(screenOf(shop)).toBe("splash");
  });

  it("asked for before the secret came collects nothing", async () => {
    const { shop, till, page } = await openConnected();
    const { paymentId } = till.charge();
    till.act("payments.cancel", { paymentId });
    await inPhase(till, paymentId, "cancelled");
    expect(page.heard.map(({ type }) => type)).not.toContain("collect");
    expect(statuses(shop).filter((status) => status !== "canceled")).toEqual([]);
  });

  it("that meets a card at the bank waits for the bank, and the sale is paid", async () => {
    const { shop, till } = await openConnected();
    shop.stripe.control.setReader(shop.readerId, { authorisationMs: 800 });
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good, authorisationMs: 0 });
    await till.untilPayment(paymentId, ({ isCardInProcess }) => isCardInProcess);
    till.act("payments.cancel", { paymentId });
    await inPhase(till, paymentId, "captured");
    expect(statuses(shop)).toEqual(["succeeded"]);
  });

  it("F19: that meets a card which the bank declines ends the payment all the same", async () => {
    const { shop, till, letSay } = await openSlow();
    shop.stripe.control.setReader(shop.readerId, { authorisationMs: 800 });
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.declined });
    await till.untilPayment(paymentId, ({ isCardInProcess }) => isCardInProcess);
    till.act("payments.cancel", { paymentId });
    // The bank's no is read before the page has said that it is not at it any more.
    await inPhase(till, paymentId, "declined");
    await letSay();
    await inPhase(till, paymentId, "cancelled");
    expect(statuses(shop)).toEqual(["canceled"]);
  });
});

describe("what the page says of a payment is a hint", () => {
  it("a lost answer after processing is found out by reading", async () => {
    const { shop, till, page } = await openConnected();
    shop.stripe.control.setReader(shop.readerId, { nextCard: "answer-lost" });
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    await inPhase(till, paymentId, "captured");
    const hint = page.said.find(({ type }) => type === "reader-finished");
    expect(hint).toMatchObject({ hint: "unknown", code: "network_error" });
    expect(statuses(shop)).toEqual(["succeeded"]);
  });

  it("a reader that dies before the bank is asked charges nothing", async () => {
    const { shop, till } = await openConnected();
    shop.stripe.control.setReader(shop.readerId, { nextCard: "power-lost" });
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    await inPhase(till, paymentId, "cancelled");
    expect(statuses(shop)).toEqual(["canceled"]);
    await till.untilReader("not-connected");
    shop.stripe.control.setReader(shop.readerId, { isOnline: true });
    await till.untilReader("ready");
  });

  it("a page that is lost while it collects leaves nothing armed, and the next one works", async () => {
    const { shop, till, page } = await openConnected();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    page.close();
    openPage(till);
    await inPhase(till, paymentId, "cancelled");
    expect(statuses(shop)).toEqual(["canceled"]);
    await till.untilReader("ready");
    expect(screenOf(shop)).toBe("splash");
  });

  it("a word that never comes costs time and no money", async () => {
    const shop = await openShop();
    const till = openTill(shop);
    openPage(till, { outgoing: (said) => (said.type === "reader-finished" ? null : said) });
    await till.untilReader("ready");
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    await inPhase(till, paymentId, "captured");
  });

  it("a page that never lets go is passed over, and the payment is ended at Stripe", async () => {
    const shop = await openShop();
    let aheadMs = 0;
    const till = openTill(shop, { now: () => Date.now() + aheadMs });
    const page = openPage(till, { incoming: (told) => (told.type === "cancel" ? null : told) });
    await till.untilReader("ready");
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    till.act("payments.cancel", { paymentId });
    // Longer than the till waits for its page before it insists.
    aheadMs = 6_000;
    await inPhase(till, paymentId, "cancelled");
    expect(page.heard.some(({ type }) => type === "cancel")).toBe(true);
    expect(statuses(shop)).toEqual(["canceled"]);
  });

  it("a page that says cancelled where the card was charged ends nothing by that", async () => {
    const shop = await openShop();
    const till = openTill(shop);
    const lie = (said: FromReaderWindow): FromReaderWindow =>
      said.type === "reader-finished" ? { ...said, hint: "cancelled", code: "canceled" } : said;
    const page = openPage(till, { outgoing: lie });
    await till.untilReader("ready");
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    await inPhase(till, paymentId, "captured");
    expect(page.said.at(-1)).toMatchObject({ hint: "cancelled" });
    expect(statuses(shop)).toEqual(["succeeded"]);
  });

  it("a decline is one more try on the same intent", async () => {
    const { shop, till } = await openConnected();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.declined });
    await inPhase(till, paymentId, "declined");
    await till.until(() => till.refusal("payments.retry", { paymentId }) === "ok");
    await onReader(till, paymentId);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    const captured = await inPhase(till, paymentId, "captured");
    expect(captured.tries.map(({ outcome }) => outcome)).toEqual(["declined", "approved"]);
    expect(statuses(shop)).toEqual(["succeeded"]);
  });

  it("a register that starts again reads the payment, and charges nothing twice", async () => {
    const { shop, till, page } = await openConnected();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    till.register.close();
    page.close();
    const again = openTill(shop, { folder: till.folder });
    await again.untilPayment(paymentId, ({ phase }) => phase === "cancelled");
    expect(statuses(shop)).toEqual(["canceled"]);
  });
});

describe("a connection token", () => {
  it("that is lost is asked for again, and the reader connects all the same", async () => {
    const shop = await openShop();
    const till = openTill(shop);
    let kept = 0;
    openPage(till, {
      incoming: (message) => {
        if (message.type !== "connection-token" || (kept += 1) > 1) return message;
        return { ...message, secret: null };
      },
    });
    await till.until(() => till.status().reader.trouble === "no-token");
    await till.untilReader("ready");
  });
});

describe("one lease per reader covers both ways", () => {
  it("another till is refused a reader that this one drives, by either way", async () => {
    const { shop } = await openConnected();
    const other = openTill(shop, { number: 2 });
    const page = openPage(other);
    await other.until(() => other.status().reader.trouble === "lease-held");
    expect(page.heard.map(({ type }) => type)).not.toContain("connect");
    other.act("readers.set-way", { way: "relay" });
    const { paymentId } = other.charge();
    const ended = await inPhase(other, paymentId, "cancelled");
    expect(ended.endReason).toBe("lease-held");
    expect(statuses(shop)).toEqual([]);
  });

  it("is free again for the other till once this one drives through the relay", async () => {
    const { shop, till } = await openConnected();
    const other = openTill(shop, { number: 2 });
    openPage(other);
    await other.until(() => other.status().reader.trouble === "lease-held");
    till.act("readers.set-way", { way: "relay" });
    await other.untilReader("ready");
  });

  it("a reader with the relay's payment of another till is not taken over", async () => {
    const shop = await openShop();
    const other = openTill(shop, { number: 2, way: "relay" });
    await other.until(() => other.status().relay.state === "online");
    const { paymentId } = other.charge();
    await onReader(other, paymentId);
    const till = openTill(shop);
    openPage(till);
    await till.until(() => till.status().reader.trouble === "lease-held");
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    await inPhase(other, paymentId, "captured");
    await till.untilReader("ready");
  });

  it("the picker names who has a reader, and another one is chosen", async () => {
    const { shop, till } = await openConnected();
    const second = await addReader({ stripeUrl: shop.stripe.url }, "Counter 2");
    const other = openTill(shop, { number: 2 });
    openPage(other);
    await other.until(() => other.status().reader.trouble === "lease-held");
    other.act("readers.discover", {});
    const found = await other.until(() =>
      other.events.findLast(
        (each) => each.event === "readers-changed" && each.view.readers.length === 2,
      ),
    );
    expect(found.view).toMatchObject({
      readers: [
        { readerId: shop.readerId, heldBy: "Till 1" },
        { readerId: second, heldBy: null },
      ],
    });
    other.act("readers.choose", { readerId: second });
    await other.untilReader("ready");
    expect(till.status().reader.state).toBe("ready");
    other.register.close();
    const again = openTill(shop, { number: 2, folder: other.folder });
    openPage(again);
    await again.untilReader("ready");
    expect(again.status().reader.label).toBe("Counter 2");
  });
});

describe("the cart on the reader", () => {
  it("follows the sale, and never takes a payment's place", async () => {
    const { shop, till, page } = await openConnected();
    const { paymentId } = till.charge();
    await onReader(till, paymentId);
    expect(page.heard.filter(({ type }) => type === "cart")).toHaveLength(1);
    const last = page.heard.findLast(({ type }) => type === "cart" || type === "collect");
    expect(last?.type).toBe("collect");
    expect(screenOf(shop)).toBe("present-card");
  });
});
