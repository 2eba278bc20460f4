import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { RefundView } from "../../contract/payment-views.ts";
import { ways, type Way } from "../../contract/reader-views.ts";
import { RefundId } from "../../contract/ids.ts";
import type { FromReaderWindow } from "../../contract/reader-window.ts";
import { demoShopIn } from "../../sandbox/demo-shop.ts";
import { readTill } from "../support/card-books.ts";
import { cards } from "../support/stripe-control.ts";
import {
  openPage,
  openShop,
  openTill,
  type Shop,
  type Till,
  type TillOptions,
} from "./support/direct-shop.ts";

const refundId = RefundId.parse("refund_interac-1");

type Answers = Parameters<typeof openPage>[1];

/** A till in Canada, by either way to its reader, that has sold beans for 24.50 by Interac. */
async function openPaid(way: Way, answers: Answers = {}, options: TillOptions = {}) {
  const shop = await openShop({ country: "CA" });
  const till = openTill(shop, { way, ...options });
  const page = way === "direct" ? openPage(till, answers) : null;
  await till.untilReader("ready");
  const payment = till.charge();
  await asks(shop);
  present(shop, cards.interac);
  await till.untilPayment(payment.paymentId, ({ phase }) => phase === "captured");
  return { shop, till, page, payment };
}

const screenOf = ({ stripe, readerId }: Shop) => stripe.control.reader(readerId).screen.kind;
const present = ({ stripe, readerId }: Shop, number: string) =>
  stripe.control.present(readerId, { number });

/** The reader asks for a card. */
const asks = (shop: Shop) => eventually(() => expect(screenOf(shop)).toBe("present-card"));

type Paid = Awaited<ReturnType<typeof openPaid>>;

function payBack({ till, payment }: Paid, minor = 2_450, id = refundId) {
  const { paymentId, saleId, amount } = payment;
  const total = { ...amount, minor };
  const goods = minor === 2_450 ? wholeOf(till, saleId) : { lines: [], part: total };
  const to = { tender: "card" as const, paymentId };
  return { refundId: id, saleId, to, total, reason: "returned", ...goods };
}

function wholeOf(till: Till, saleId: Paid["payment"]["saleId"]) {
  const { left } = till.act("sales.detail", { saleId });
  const lines = left.lines.map(({ lineId, quantity }) => ({ lineId, quantity }));
  return { lines };
}

/** The refund as the sale's own screen shows it, once it fits. */
function untilRefund(
  { till, payment }: Paid,
  fits: (refund: RefundView) => boolean,
  id: RefundId = refundId,
) {
  return till.until(() => {
    const detail = till.act("sales.detail", { saleId: payment.saleId });
    const refunds = detail.payments.flatMap((each) => each.refunds);
    return refunds.find((refund) => refund.refundId === id && fits(refund));
  });
}

const inState = (state: RefundView["state"]) => (refund: RefundView) => refund.state === state;
const refundsOf = ({ stripe }: Shop) => stripe.books().refunds;
const typesOf = ({ folder }: Till) => readTill(folder).entries.map(({ entry }) => entry.type);

describe.each(ways)("Interac, %s", (way) => {
  it("is captured at once and closes its sale, which says that its card must come back", async () => {
    const { till, payment } = await openPaid(way);
    const { left, receipt } = till.act("sales.detail", { saleId: payment.saleId });
    expect(left.cards).toMatchObject([{ needsCard: true, brand: "interac" }]);
    expect(receipt.tenders).toMatchObject([{ tender: "card" }]);
    expect(typesOf(till).slice(-3)).toEqual([
      "payment-authorised",
      "sale-completed",
      "payment-captured",
    ]);
    expect(readTill(till.folder).fault).toBeUndefined();
  });

  it("goes back to the card that is presented again, and the book says so once", async () => {
    const paid = await openPaid(way);
    const { shop, till } = paid;
    till.act("refunds.pay", payBack(paid));
    const asking = await untilRefund(paid, ({ atReader }) => atReader !== null);
    expect(asking).toMatchObject({ state: "requested", needsCard: true });
    await asks(shop);
    expect(till.refusal("refunds.pay", payBack(paid, 100, RefundId.parse("refund_2")))).toBe(
      "refund-over-sold",
    );
    present(shop, cards.interac);
    const done = await untilRefund(paid, inState("succeeded"));
    expect(done.atReader).toBeNull();
    expect(refundsOf(shop)).toMatchObject([{ amount: 2_450, id: done.stripeRefundId }]);
    expect(typesOf(till).filter((type) => type.startsWith("refund-"))).toEqual([
      "refund-started",
      "refund-accepted",
    ]);
    expect(readTill(till.folder).fault).toBeUndefined();
  });

  it("keeps the till open while the customer is asked for it, and no longer", async () => {
    let idleMs = 0;
    const people = { ...demoShopIn("CA").people, autoLockMs: 60_000 };
    const ticks = () => performance.now() + idleMs;
    const paid = await openPaid(way, {}, { ticks, config: { people } });
    const { shop, till } = paid;
    till.act("refunds.pay", payBack(paid));
    await asks(shop);
    idleMs += 60_000;
    expect(till.act("register.view", {}).seat.clerk).not.toBeNull();
    present(shop, cards.interac);
    await untilRefund(paid, inState("succeeded"));
    idleMs += 60_000;
    expect(till.act("register.view", {}).seat.clerk).toBeNull();
  });

  it("gives a part back, and another part after that", async () => {
    const paid = await openPaid(way);
    for (const [index, minor] of [500, 900].entries()) {
      const id = RefundId.parse(`refund_part-${index}`);
      paid.till.act("refunds.pay", payBack(paid, minor, id));
      await asks(paid.shop);
      present(paid.shop, cards.interac);
      await untilRefund(paid, inState("succeeded"), id);
    }
    expect(refundsOf(paid.shop).map(({ amount }) => amount)).toEqual([500, 900]);
  });

  it.each([
    ["another card is presented", cards.good, 2_450],
    ["the bank declines", cards.interac, 505],
  ])("gives nothing back where %s; the next try may", async (...[, number, minor]) => {
    const paid = await openPaid(way);
    const { shop, till } = paid;
    till.act("refunds.pay", payBack(paid, minor));
    await asks(shop);
    present(shop, number);
    await untilRefund(paid, inState("failed"));
    expect(refundsOf(shop)).toHaveLength(0);
    expect(till.act("attention.list", {})).toMatchObject([{ kind: "refund-failed", refundId }]);
    const again = RefundId.parse("refund_again");
    const next = payBack(paid, 2_450, again);
    till.act("refunds.pay", { ...next, replaces: refundId });
    await asks(shop);
    present(shop, cards.interac);
    await untilRefund(paid, inState("succeeded"), again);
    expect(refundsOf(shop)).toMatchObject([{ amount: 2_450 }]);
    expect(till.act("attention.list", {})).toEqual([]);
  });

  it("is cancelled before a card comes: nothing goes back, and nobody need look", async () => {
    const paid = await openPaid(way);
    const { shop, till } = paid;
    till.act("refunds.pay", payBack(paid));
    await asks(shop);
    expect(till.act("refunds.cancel", { refundId }).atReader).toMatchObject({
      isCancelRequested: true,
    });
    const ended = await untilRefund(paid, inState("failed"));
    expect(ended.failureReason).toBe("refund-cancelled");
    expect(screenOf(shop)).not.toBe("present-card");
    expect(till.act("attention.list", {})).toEqual([]);
    expect(till.refusal("refunds.cancel", { refundId })).toBe("refund-not-open");
    expect(refundsOf(shop)).toHaveLength(0);
  });

  it("F19: meets a card that was quicker than the cancel, and the refund stands", async () => {
    const paid = await openPaid(way);
    const { shop, till } = paid;
    shop.stripe.control.setReader(shop.readerId, { authorisationMs: 800 });
    till.act("refunds.pay", payBack(paid));
    await asks(shop);
    present(shop, cards.interac);
    till.act("refunds.cancel", { refundId });
    await untilRefund(paid, inState("succeeded"));
    expect(refundsOf(shop)).toHaveLength(1);
  });

  it("charges nobody while the reader asks for that card", async () => {
    const paid = await openPaid(way);
    const { shop, till } = paid;
    till.act("refunds.pay", payBack(paid));
    await asks(shop);
    expect(() => till.charge()).toThrow("reader-asks-for-card");
    till.act("refunds.cancel", { refundId });
    await untilRefund(paid, inState("failed"));
    await till.untilReader("ready");
    const { saleId, total } = till.view().sale;
    expect(till.refusal("payments.charge", { saleId, total })).toBe("ok");
  });

  it("F1: ends what a till that died left at the reader, and gives nothing back twice", async () => {
    const paid = await openPaid(way);
    const { shop, till, page } = paid;
    till.act("refunds.pay", payBack(paid));
    await asks(shop);
    page?.close();
    till.register.close();
    const next = openTill(shop, { way });
    if (way === "direct") openPage(next);
    const resolved = { ...paid, till: next };
    if (way === "direct") present(shop, cards.interac);
    const ended = await untilRefund(resolved, ({ state }) => state !== "requested");
    expect(refundsOf(shop)).toHaveLength(ended.state === "failed" ? 0 : 1);
    expect(readTill(next.folder).fault).toBeUndefined();
  });
});

describe("Interac without a relay", () => {
  it("gives nothing back to a card that no reader can ask for", async () => {
    const paid = await openPaid("relay");
    await paid.shop.relay.stop();
    await paid.till.until(() => paid.till.status().relay.state !== "online");
    expect(paid.till.refusal("refunds.pay", payBack(paid))).toBe("relay-offline");
    expect(typesOf(paid.till)).not.toContain("refund-started");
  });
});

describe("what the page says of a refund is a hint", () => {
  it("a page that says cancelled where the money went back is not believed", async () => {
    const lie = (said: FromReaderWindow): FromReaderWindow =>
      said.type === "refund-finished" ? { ...said, hint: "cancelled", code: "canceled" } : said;
    const paid = await openPaid("direct", { outgoing: lie });
    paid.till.act("refunds.pay", payBack(paid));
    await asks(paid.shop);
    present(paid.shop, cards.interac);
    await untilRefund(paid, inState("succeeded"));
    expect(refundsOf(paid.shop)).toHaveLength(1);
  });
});
