import { describe, expect, it } from "vitest";
import type { PaymentReading } from "../../../contract/relay-protocol.ts";
import { accounts } from "../../../ledger/chart.ts";
import { balances } from "../../support/balances.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { chargeSale, connect, entryTypes, paymentShown } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { holdLast } from "../../support/refund-world.ts";
import { chargeReading } from "../../support/readings.ts";
import { beans, openWorld, type World } from "../../support/world.ts";

const WINDOW_MS = 3_600_000;
const allowed = "allowed" as const;
const rights = {
  clerk: {
    ...{
      "payments.void": allowed,
      "payments.accept": allowed,
      "payments.refund": allowed,
      "refunds.pay": allowed,
      "day.x-report": allowed,
      "day.explain-x": allowed,
    },
    "day.close": allowed,
  },
} as const;

type Sold = Readonly<{ takesLateTip?: true; voidWindowMs?: number }>;

/** 24.50 by card, sold, and its capture waiting. */
async function soldByCard({ voidWindowMs = WINDOW_MS, ...card }: Sold) {
  const relay = createFakeRelay();
  const people = { ...demoShop.people, rights };
  const world = openWorld({ relay, config: { voidWindowMs, people } });
  await connect(relay);
  world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
  const { payment, readings, saleId, total } = chargeSale(world);
  const { paymentId } = payment;
  relay.read(readings.reading({ status: "requires_capture", latestCharge: chargeReading(card) }));
  const captured = (minor: number): PaymentReading =>
    readings.reading({
      ...{ status: "succeeded", amountMinor: minor, amountReceivedMinor: minor },
      latestCharge: chargeReading({ ...card, captured: true }),
    });
  const tip = (minor: number) => ({ paymentId, tip: euros(minor) });
  return { relay, world, paymentId, saleId, total, readings, captured, tip };
}

const tippable = { takesLateTip: true } as const;

const drawn = [
  accounts.cardAuthorised("main"),
  accounts.cardClearing("main"),
  accounts.tipsPayable,
];
const xTips = (world: World) => world.act("day.x-report", {}).day.sales.tipMinor;
const tipsSent = (relay: Awaited<ReturnType<typeof soldByCard>>["relay"]) =>
  relay.all("capture-payment").filter(({ amount }) => amount !== undefined);

describe("payments.add-tip", () => {
  it("writes the wish down before it leaves, and the capture takes it: tips are owed", async () => {
    const { relay, world, paymentId, captured, tip } = await soldByCard(tippable);
    const before: string[] = [];
    relay.onHear(({ type }) => {
      if (type === "capture-payment") before.push(entryTypes(world).at(-1) ?? "");
    });
    expect(paymentShown(world, paymentId)?.mostLateTip).toEqual(euros(5_000));
    const view = world.act("payments.add-tip", tip(300));
    expect(view).toMatchObject({ lateTip: { tip: euros(300), isTaken: null } });
    expect(view).not.toHaveProperty("mostLateTip");
    expect(new Set(before)).toEqual(new Set(["tip-asked"]));
    const [first] = relay.all("capture-payment");
    expect(tipsSent(relay)).toMatchObject([
      { id: `tip-${paymentId}`, amount: euros(2_750), notBeforeMs: first?.notBeforeMs },
    ]);
    expect(balances(world, ...drawn)).toEqual([2_450, 0, 0]);
    relay.read(captured(2_750));
    expect(balances(world, ...drawn)).toEqual([0, 2_750, -300]);
    expect(paymentShown(world, paymentId)).toMatchObject({
      ...{ phase: "captured", tip: euros(300), attention: null },
      lateTip: { isTaken: true },
    });
    expect(xTips(world)).toBe(300);
    const lastSeq = entryTypes(world).length;
    const named = { figures: ["sales.tipMinor"], after: 0, limit: 5 };
    expect(world.act("day.explain-x", { ...named, lastSeq }).shares).toMatchObject([
      { type: "payment-captured", value: 300 },
    ]);
    expect(world.act("day.close", { close: null }).report.sales.tipMinor).toBe(300);
  });

  it("is said not to be taken where only what was held is captured", async () => {
    const { relay, world, paymentId, captured, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    relay.read(captured(2_450));
    expect(paymentShown(world, paymentId)).toMatchObject({
      ...{ phase: "captured", tip: euros(0), attention: null },
      lateTip: { tip: euros(300), isTaken: false },
    });
    expect(balances(world, ...drawn)).toEqual([0, 2_450, 0]);
    expect(xTips(world)).toBe(0);
  });

  it("asks for a person where something else was captured", async () => {
    const { relay, world, paymentId, captured, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    relay.read(captured(2_650));
    expect(paymentShown(world, paymentId)).toMatchObject({
      ...{ phase: "authorised", attention: "amount-differs" },
    });
    expect(balances(world, ...drawn)).toEqual([2_450, 0, 0]);
  });

  it("asks a manager where more was captured than the book knows, who takes it for a tip", async () => {
    const { relay, world, paymentId, captured } = await soldByCard(tippable);
    relay.read(captured(2_950));
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "amount-differs" }]);
    const seen = { paymentId, amount: euros(2_950), tip: euros(0) };
    expect(world.refusal("payments.accept", { ...seen, amount: euros(2_850) })).toBe(
      "price-changed",
    );
    world.act("payments.accept", seen);
    expect(world.refusal("payments.accept", seen)).toBe("no-attention");
    relay.read(captured(2_950));
    expect(balances(world, ...drawn)).toEqual([0, 2_950, -500]);
    expect(world.act("payments.tasks", {})).toEqual([]);
  });

  it("goes back with the whole sale, and by itself, but never twice", async () => {
    const { relay, world, saleId, paymentId, captured, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    expect(world.refusal("payments.refund", { saleId, total: euros(2_750) })).toBe(
      "not-refundable",
    );
    relay.read(captured(2_750));
    expect(world.act("sales.detail", { saleId })).toMatchObject({
      refundable: euros(2_750),
      left: { cards: [{ refundable: euros(2_750), tipRefundable: euros(300) }] },
    });
    world.act("payments.refund", { saleId, total: euros(2_750) });
    holdLast(relay);
    const { left } = world.act("sales.detail", { saleId });
    expect(left).toMatchObject({ refundable: euros(0), cards: [{ refundable: euros(0) }] });
    expect(balances(world, ...drawn)).toEqual([0, 2_750, -300]);
    const after = world.restart();
    expect(after.act("sales.detail", { saleId }).left.cards).toMatchObject([
      { paymentId, tipRefundable: euros(0) },
    ]);
  });

  it("waits where the bank holds more already, and Stripe has not captured it yet", async () => {
    const { relay, world, paymentId, readings, captured, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    const grown = { status: "requires_capture", amountMinor: 2_750 };
    relay.read(readings.reading({ ...grown, latestCharge: chargeReading(tippable) }));
    expect(paymentShown(world, paymentId)).toMatchObject({ phase: "authorised", attention: null });
    relay.read(captured(2_750));
    expect(balances(world, ...drawn)).toEqual([0, 2_750, -300]);
  });

  it("is one wish, whoever asks again, through a restart, and no second one", async () => {
    const { relay, world, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    world.act("payments.add-tip", tip(300));
    expect(world.refusal("payments.add-tip", tip(400))).toBe("tip-not-possible");
    const sent = tipsSent(relay).length;
    const after = world.restart();
    await connect(relay);
    after.act("payments.add-tip", tip(300));
    expect(tipsSent(relay).length).toBeGreaterThan(sent);
    expect(new Set(tipsSent(relay).map(({ amount }) => amount?.minor))).toEqual(new Set([2_750]));
    expect(entryTypes(after).filter((type) => type === "tip-asked")).toHaveLength(1);
  });

  it("that the relay would not take asks for a person, and goes out again with the next line", async () => {
    const { relay, world, paymentId, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    relay.say({ type: "refused", id: `tip-${paymentId}`, refusal: "unknown-payment", detail: "" });
    expect(world.act("payments.tasks", {})).toMatchObject([{ attention: "capture-refused" }]);
    const sent = tipsSent(relay).length;
    world.restart();
    await connect(relay);
    expect(tipsSent(relay).length).toBeGreaterThan(sent);
  });

  it("goes with the hold that is let go of", async () => {
    const { relay, world, paymentId, saleId, total, readings, tip } = await soldByCard(tippable);
    world.act("payments.add-tip", tip(300));
    world.act("payments.void", { saleId, total, reason: "wrong customer" });
    const sent = relay.all("capture-payment").length;
    const after = world.restart();
    await connect(relay);
    expect(relay.all("capture-payment")).toHaveLength(sent);
    relay.read(readings.cancelled);
    expect(balances(after, ...drawn)).toEqual([0, 0, 0]);
    expect(paymentShown(after, paymentId)?.lateTip).toEqual({ tip: euros(300), isTaken: false });
    expect(after.act("payments.tasks", {})).toEqual([]);
  });

  const atOnce = { ...tippable, voidWindowMs: 0 } as const;

  it.each<Readonly<{ what: string; sold: Sold; minor: number; refusal: string }>>([
    { what: "of a card that allows no more", sold: {}, minor: 300, refusal: "tip-not-possible" },
    { what: "of more than Stripe takes", sold: tippable, minor: 5_001, refusal: "tip-too-high" },
    { what: "of nothing", sold: tippable, minor: 0, refusal: "nothing-to-charge" },
    { what: "below nothing", sold: tippable, minor: -5, refusal: "nothing-to-charge" },
    { what: "with no window", sold: atOnce, minor: 300, refusal: "tip-not-possible" },
  ])("B11 refuses a tip $what, and nothing changes", async ({ sold, minor, refusal }) => {
    const { relay, world, tip } = await soldByCard(sold);
    expect(world.refusal("payments.add-tip", tip(minor))).toBe(refusal);
    expect(entryTypes(world)).not.toContain("tip-asked");
    expect(tipsSent(relay)).toEqual([]);
  });

  it("refuses another currency, an unknown payment, and one whose relay is away", async () => {
    const { relay, world, paymentId, tip } = await soldByCard(tippable);
    const dollars = { minor: 300, currency: "USD" } as const;
    expect(world.refusal("payments.add-tip", { paymentId, tip: dollars })).toBe(
      "currency-mismatch",
    );
    const other = { paymentId: "pay_other", tip: euros(300) };
    expect(world.refusal("payments.add-tip", other)).toBe("payment-not-found");
    relay.drop();
    expect(world.refusal("payments.add-tip", tip(300))).toBe("cards-offline");
  });
});
