import { describe, expect, it } from "vitest";
import { PaymentId } from "../../contract/ids.ts";
import type { Way } from "../../contract/reader-views.ts";
import { demoShop } from "../../sandbox/demo-shop.ts";
import { euros } from "../support/day.ts";
import { cards } from "../support/stripe-control.ts";
import { readTill } from "../support/card-books.ts";
import { beans } from "../support/world.ts";
import { openPage, openShop, openTill, type Shop, type Till } from "./support/direct-shop.ts";

const reason = "another way";

async function openWay(way: Way, voidWindowMs = 0) {
  const shop = await openShop();
  const people = { ...demoShop.people, rights: { clerk: { "payments.void": "allowed" } } } as const;
  const till = openTill(shop, { way, config: { voidWindowMs, people } });
  if (way === "direct") openPage(till);
  await till.untilReader("ready");
  till.act("sales.scan", { saleId: till.view().sale.saleId, code: beans, quantity: 1 });
  return { shop, till };
}

/** A card pays so much of the open sale, up to what its hold becomes. */
async function hold(shop: Shop, till: Till, minor: number) {
  const { saleId, left } = till.view().sale;
  const input = { saleId, total: left, amount: euros(minor) };
  const { paymentId } = till.act("payments.charge", input);
  await till.untilPayment(paymentId, ({ onReaderAtMs }) => onReaderAtMs !== null);
  shop.stripe.control.present(shop.readerId, { number: cards.good });
  await till.untilPayment(paymentId, ({ phase }) => phase !== "waiting");
  return paymentId;
}

const statuses = ({ stripe }: Shop) => stripe.books().paymentIntents.map(({ status }) => status);
const proven = (till: Till) => expect(readTill(till.folder).fault).toBeUndefined();

describe.each(["direct", "relay"] as const)("a sale paid in parts, %s", (way) => {
  it("captures both cards once cash has paid the rest, and not before", async () => {
    const { shop, till } = await openWay(way);
    const first = await hold(shop, till, 1_000);
    const second = await hold(shop, till, 450);
    expect(statuses(shop)).toEqual(["requires_capture", "requires_capture"]);
    const { saleId, cashLeft } = till.view().sale;
    till.act("sales.pay-cash", { saleId, total: cashLeft, given: cashLeft });
    for (const paymentId of [first, second]) {
      await till.untilPayment(paymentId, ({ phase }) => phase === "captured");
    }
    const received = shop.stripe.books().paymentIntents.map((intent) => intent.amount_received);
    expect(new Set(received)).toEqual(new Set([1_000, 450]));
    proven(till);
  });

  it("lets a card's part go and is paid by another card, of which one is captured", async () => {
    const { shop, till } = await openWay(way);
    const partId = PaymentId.parse(await hold(shop, till, 1_000));
    const { saleId } = till.view().sale;
    till.act("payments.take-back", { saleId, partId, reason });
    await till.until(() => till.view().sale.taken.length === 0);
    const whole = await hold(shop, till, till.view().sale.left.minor);
    await till.untilPayment(whole, ({ phase }) => phase === "captured");
    expect(new Set(statuses(shop))).toEqual(new Set(["canceled", "succeeded"]));
    proven(till);
  });

  it("gives up every hold with its sale", async () => {
    const { shop, till } = await openWay(way);
    const paymentId = await hold(shop, till, 1_000);
    const { saleId } = till.view().sale;
    till.act("sales.give-up", { saleId, reason });
    await till.untilPayment(paymentId, ({ phase }) => phase === "cancelled");
    expect(statuses(shop)).toEqual(["canceled"]);
    proven(till);
  });

  it("voids a completed sale within its window, and captures nothing", async () => {
    const { shop, till } = await openWay(way, 3_600_000);
    const total = till.view().sale.left;
    const { saleId } = till.view().sale;
    const paymentId = await hold(shop, till, total.minor);
    till.act("payments.void", { saleId, total, reason });
    await till.untilPayment(paymentId, ({ phase }) => phase === "cancelled");
    expect(statuses(shop)).toEqual(["canceled"]);
    expect(till.act("payments.tasks", {})).toEqual([]);
    proven(till);
  });
});
