import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PaymentReading } from "../../../contract/relay-protocol.ts";
import { readTill } from "../../support/card-books.ts";
import { chargeSale, connect, entryTypes, openCardWorld } from "../../support/card-world.ts";
import { expectedIn } from "../../support/day.ts";
import { jonas } from "../../support/people.ts";
import { tellRefund } from "../../support/refund-world.ts";
import { papers } from "../../support/world.ts";

/** The line was lost while the card was asked for; a manager sits at the till. */
async function openUnknown() {
  const { relay, world } = await openCardWorld();
  const sold = chargeSale(world);
  relay.drop();
  world.act("people.sign-in", jonas);
  const { paymentId } = sold.payment;
  const { saleId, total } = sold;
  const input = { paymentId, saleId, total, given: total, reason: "the line is down" };
  return { ...sold, relay, world, input, paymentId };
}

type Unknown = Awaited<ReturnType<typeof openUnknown>>;

async function openReplaced() {
  const shop = await openUnknown();
  const receipt = shop.world.act("payments.replace-by-cash", shop.input);
  return { ...shop, receipt };
}

/** The next connection; what the register says on it stands after `before`. */
async function reconnect({ relay, world }: Unknown) {
  const again = world.restart();
  await connect(relay);
  return again;
}

const ofPayments = (types: readonly string[]) =>
  types.filter((type) => /^(payment|refund|sale)-/.test(type));

describe("payments.replace-by-cash", () => {
  it("completes the sale by cash at once, offline, and lets the next customer come", async () => {
    const { world, receipt, total, saleId } = await openReplaced();
    expect(receipt).toMatchObject({ saleId, tenders: [{ tender: "cash", amount: total }] });
    expect(expectedIn(world)).toBe(total.minor);
    expect(ofPayments(entryTypes(world))).toEqual([
      "payment-started",
      "payment-replaced",
      "sale-completed",
    ]);
    expect(world.sell(papers).receiptNumber).toBe("2-2");
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("works for a sale that was set aside while the next customer was served", async () => {
    const { world, paymentId, input } = await openUnknown();
    world.act("payments.serve-next", { paymentId });
    world.sell(papers);
    expect(world.act("payments.replace-by-cash", input).receiptNumber).toBe("2-2");
    expect(world.act("register.view", {}).lanes).toEqual([]);
  });

  it("asks the relay to end it, a hold too, until it is dead; orders no capture of a late yes", async () => {
    const shop = await openReplaced();
    const { relay, readings, paymentId } = shop;
    const world = await reconnect(shop);
    expect(relay.all("resolve-payment").at(-1)).toMatchObject({ paymentId, isAbandoned: true });
    relay.read(readings.authorised);
    relay.read(readings.declined("ch_9"));
    expect(relay.all("capture-payment")).toEqual([]);
    expect(world.act("sales.detail", { saleId: shop.saleId }).payments).toMatchObject([
      { payment: { phase: "unknown", attention: null } },
    ]);
    relay.read(readings.none);
    expect(ofPayments(entryTypes(world)).at(-1)).toBe("payment-cancelled");
    expect(world.act("attention.list", {})).toEqual([]);
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("gives back at once what was captured all the same, and no sale counts it, P1", async () => {
    const shop = await openReplaced();
    const { relay, readings, total, paymentId } = shop;
    const world = await reconnect(shop);
    relay.read(readings.captured);
    relay.read(readings.captured);
    expect(relay.all("refund-payment").at(-1)).toMatchObject({ paymentId, amount: total });
    tellRefund(relay, "succeeded");
    expect(ofPayments(entryTypes(world)).slice(3)).toEqual([
      "payment-captured",
      "refund-started",
      "refund-accepted",
    ]);
    const { day } = world.act("day.x-report", {});
    expect(day).toMatchObject({ sales: { count: 1 }, refunds: { count: 0, amountMinor: 0 } });
    const { left } = world.act("sales.detail", { saleId: shop.saleId });
    expect(left).toMatchObject({ refundable: total, cards: [] });
    expect(readTill(world.folder).fault).toBeUndefined();
    const owed = readTill(world.folder)
      .entries.flatMap(({ postings }) => postings)
      .filter(({ account }) => account === "liabilities:to-return")
      .reduce((sum, { minor }) => sum + minor, 0);
    expect(owed).toBe(0);
  });

  it("asks for a person where that refund fails", async () => {
    const shop = await openReplaced();
    const world = await reconnect(shop);
    shop.relay.read(shop.readings.captured);
    tellRefund(shop.relay, "failed", "expired_or_canceled_card");
    expect(world.act("attention.list", {})).toMatchObject([
      { kind: "payment", code: "replaced-not-returned", paymentId: shop.paymentId },
    ]);
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("answers a lost answer again, and takes the cash once", async () => {
    const { world, input } = await openReplaced();
    const after = world.restart();
    after.act("people.sign-in", jonas);
    expect(after.act("payments.replace-by-cash", input).receiptNumber).toBe("2-1");
    expect(
      after.refusal("payments.replace-by-cash", { ...input, given: { ...input.given, minor: 1 } }),
    ).toBe("sale-completed");
    expect(expectedIn(after)).toBe(input.total.minor);
  });

  it("needs a manager where a clerk asks", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, total } = chargeSale(world);
    relay.drop();
    const { paymentId } = payment;
    const input = { paymentId, saleId, total, given: total, reason: "the line is down" };
    expect(world.refusal("payments.replace-by-cash", input)).toBe("needs-approval");
    expect(world.refusal("sales.pay-cash", { saleId, total, given: total })).toBe(
      "payment-in-progress",
    );
    world.act("people.approve", { command: "payments.replace-by-cash", input, ...jonas });
    world.act("payments.replace-by-cash", input);
    const entry = readTill(world.folder).entries.find(
      (each) => each.entry.type === "payment-replaced",
    );
    expect(entry?.entry).toMatchObject({
      reason: "the line is down",
      approval: expect.stringMatching(/./) as string,
    });
  });

  it("refuses what is not unknown, another sale, and another total", async () => {
    const { relay, world } = await openCardWorld();
    const { payment, saleId, total } = chargeSale(world);
    world.act("people.sign-in", jonas);
    const { paymentId } = payment;
    const input = { paymentId, saleId, total, given: total, reason: "hurry" };
    expect(world.refusal("payments.replace-by-cash", input)).toBe("payment-not-unknown");
    relay.drop();
    const other = { ...input, saleId: "sale_other" as never };
    expect(world.refusal("payments.replace-by-cash", other)).toBe("payment-not-found");
    const cheap = { ...input, total: { ...total, minor: 1 } };
    expect(world.refusal("payments.replace-by-cash", cheap)).toBe("price-changed");
    const short = { ...input, given: { ...total, minor: total.minor - 1 } };
    expect(world.refusal("payments.replace-by-cash", short)).toBe("not-enough-cash");
    expect(entryTypes(world)).not.toContain("payment-replaced");
  });

  it("ends alike in whatever order the readings come, and never twice, F23", async () => {
    const kinds = ["waiting", "authorised", "captured"] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...kinds), { maxLength: 6 }), async (order) => {
        const shop = await openReplaced();
        const world = await reconnect(shop);
        const seen: readonly PaymentReading[] = order.map((kind) => shop.readings[kind]);
        seen.forEach((reading) => shop.relay.read(reading));
        const isCaptured = order.includes("captured");
        const refunds = new Set(shop.relay.all("refund-payment").map(({ refundId }) => refundId));
        expect(refunds.size).toBe(isCaptured ? 1 : 0);
        expect(shop.relay.all("capture-payment")).toEqual([]);
        expect(readTill(world.folder).fault).toBeUndefined();
      }),
      { numRuns: 6 },
    );
  });
});
