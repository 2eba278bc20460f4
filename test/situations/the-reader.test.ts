import { describe, expect, it } from "vitest";
import { eventually } from "../support/eventually.ts";
import type { RegisterEvent } from "../../contract/commands.ts";
import { addReader, cards } from "../support/stripe-control.ts";
import { openPage, openShop, openTill } from "../direct/support/direct-shop.ts";
import { openTillBy, ways } from "./support/till-by.ts";

const WALK_AWAY_MS = 121_000;
const barcode = "4006381333931";
const deadThenPaid = [
  ["canceled", 0],
  ["succeeded", 1],
];

const lists = ({ event, view }: RegisterEvent, wanted: string): boolean =>
  event === "readers-changed" && view.readers.some(({ readerId }) => readerId === wanted);

describe("a reader that does not do what it says", () => {
  it("situation 3: a command that counts as lost and had arrived is charged once, by the relay", async () => {
    const { shop, chargeOnReader, tap, inPhase, books } = await openTillBy("relay");
    shop.stripe.control.setReader(shop.readerId, { nextCommand: "timeout-received" });
    const paymentId = await chargeOnReader();
    tap(cards.good);
    await inPhase(paymentId, "captured");
    expect(books()).toEqual([["succeeded", 1]]);
  });

  it("situation 3: a time-out of the reader's own page is unknown, looked up, and ended", async () => {
    const { shop, till, tap, inPhase, phasesOf, books } = await openTillBy("direct");
    const { control } = shop.stripe;
    till.act("sales.scan", { saleId: till.view().sale.saleId, code: barcode, quantity: 1 });
    // The cart is a command, too: the one after it is meant.
    await eventually(() => expect(control.reader(shop.readerId).screen.kind).toBe("cart"));
    control.setReader(shop.readerId, { nextCommand: "timeout-lost" });
    const { saleId, total } = till.view().sale;
    const { paymentId } = till.act("payments.charge", { saleId, total });
    await inPhase(paymentId, "cancelled");
    expect(phasesOf(paymentId)).toContain("unknown");
    const second = till.act("payments.charge", { saleId, total });
    await till.untilPayment(second.paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
    tap(cards.good);
    await inPhase(second.paymentId, "captured");
    expect(books()).toEqual(deadThenPaid);
  });

  it("situation 4: one that is listed online and takes no command: another reader takes the sale", async () => {
    const { shop, till, inPhase, books } = await openTillBy("relay");
    const { stripe, readerId } = shop;
    const second = await addReader({ stripeUrl: stripe.url }, "Counter 2");
    const silent = { method: "POST", path: `/v1/terminal/readers/${readerId}/*` };
    stripe.control.addFault({ on: silent, do: "cut-before", times: null });
    const { paymentId } = till.charge();
    till.act("payments.cancel", { paymentId });
    await inPhase(paymentId, "cancelled");
    till.act("readers.discover", {});
    await till.until(() => till.events.some((each) => lists(each, second)));
    till.act("readers.choose", { readerId: second });
    const { saleId, total } = till.view().sale;
    const again = till.act("payments.charge", { saleId, total });
    await till.untilPayment(again.paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
    stripe.control.present(second, { number: cards.good });
    await inPhase(again.paymentId, "captured");
    expect(books()).toEqual(deadThenPaid);
  });

  it("situation 11: one that was away is looked up anew before its page connects again", async () => {
    const shop = await openShop();
    const till = openTill(shop);
    const page = openPage(till);
    await till.untilReader("ready");
    const before = page.said.length;
    shop.stripe.control.setReader(shop.readerId, { isOnline: false });
    await till.untilReader("not-connected");
    shop.stripe.control.setReader(shop.readerId, { isOnline: true });
    await till.untilReader("ready");
    const later = page.said.slice(before);
    const found = later.findLastIndex(({ type }) => type === "readers-found");
    const connected = later.findLastIndex(
      (said) => said.type === "connection-state" && said.state === "connected",
    );
    expect(found).toBeGreaterThanOrEqual(0);
    expect(connected).toBeGreaterThan(found);
  });

  it("situation 12: behind a network that blocks it, the till says so, charges nothing, and goes by the relay", async () => {
    const shop = await openShop();
    const till = openTill(shop);
    openPage(till, { isBlocked: () => true });
    await till.until(() => till.status().reader.trouble === "load-failed");
    const { saleId } = till.view().sale;
    till.act("sales.scan", { saleId, code: barcode, quantity: 1 });
    const { total } = till.view().sale;
    expect(till.refusal("payments.charge", { saleId, total })).toBe("reader-not-connected");
    expect(shop.stripe.books().paymentIntents).toEqual([]);
    till.act("readers.set-way", { way: "relay" });
    const { paymentId } = till.act("payments.charge", { saleId, total });
    await till.untilPayment(paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
    shop.stripe.control.present(shop.readerId, { number: cards.good });
    await till.untilPayment(paymentId, ({ phase }) => phase === "captured");
  });
});

describe.each(ways)("a reader that others want, too, by the %s way", (way) => {
  it.each(ways)(
    "situation 13: is not taken by a till that drives by %s, which hears who has it",
    async (other) => {
      const { shop, till, chargeOnReader, tap, inPhase, books } = await openTillBy(way);
      const paymentId = await chargeOnReader();
      const second = openTill(shop, { number: 2, way: other });
      if (other === "direct") openPage(second);
      await second.until(() => second.status().relay.state === "online");
      if (other === "direct")
        await second.until(() => second.status().reader.trouble === "lease-held");
      else {
        const refused = second.charge();
        const ended = await second.untilPayment(
          refused.paymentId,
          ({ phase }) => phase === "cancelled",
        );
        expect(ended.endReason).toBe("lease-held");
      }
      tap(cards.good);
      await inPhase(paymentId, "captured");
      expect(books().filter(([, live]) => live > 0)).toEqual([["succeeded", 1]]);
      expect(till.view().lanes).toEqual([]);
    },
  );

  it("situation 14: is not left armed by a customer who walks away", async () => {
    let aheadMs = 0;
    const now = () => Date.now() + aheadMs;
    const { shop, chargeOnReader, inPhase, books } = await openTillBy(way, { now });
    const paymentId = await chargeOnReader();
    aheadMs = WALK_AWAY_MS;
    await inPhase(paymentId, "cancelled");
    expect(books()).toEqual([["canceled", 0]]);
    expect(shop.stripe.control.reader(shop.readerId).screen.kind).toBe("splash");
  });
});
