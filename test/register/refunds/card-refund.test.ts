import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTill } from "../../support/card-books.ts";
import { soldByCard, type CardRefundShop, type Pay } from "../../support/card-refund-shop.ts";
import { entryTypes } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
import { holdLast, tellRefund } from "../../support/refund-world.ts";

/** What was ordered of Stripe; an order is sent again until the relay has stored it. */
function orders({ relay }: CardRefundShop) {
  const byId = new Map(relay.all("refund-payment").map(({ id, amount }) => [id, amount.minor]));
  return [...byId.values()];
}

describe("refunds.pay to the card", () => {
  it("gives one line back, then a part of the price, then the tip, each linked to the charge", async () => {
    const shop = await soldByCard();
    const { world, relay, input, piece, left } = shop;
    const asked = world.act("refunds.pay", input(690, { lines: piece(1) }));
    expect(asked).toMatchObject({ phase: "asked", to: "card" });
    expect(relay.all("refund-payment")).toHaveLength(0);
    holdLast(relay);
    tellRefund(relay, "succeeded");
    expect(left()).toMatchObject({
      refundable: euros(2_450),
      lines: [{ refundableQuantity: 1 }, { refundableQuantity: 0 }],
      cards: [{ refundable: euros(2_550), tipRefundable: euros(100) }],
    });
    world.act("refunds.pay", input(500, { part: euros(500) }));
    holdLast(relay);
    tellRefund(relay, "succeeded");
    expect(left().refundable).toEqual(euros(1_950));
    expect(world.act("refunds.pay", input(100, { tip: euros(100) })).phase).toBe("requested");
    tellRefund(relay, "succeeded");
    expect(left().cards).toMatchObject([{ refundable: euros(1_950), tipRefundable: euros(0) }]);
    expect(orders(shop)).toEqual([690, 500, 100]);
    const { day } = world.act("day.x-report", {});
    expect(day.refunds).toMatchObject({ count: 3, amountMinor: 1_290 });
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("is quoted as it would be paid: pieces, a part of the price, and a tip that cash leaves out", async () => {
    const { world, saleId, piece } = await soldByCard();
    const quote = (more: object) => world.act("refunds.quote", { saleId, lines: [], ...more });
    expect(quote({ lines: piece(1) })).toMatchObject({
      ...{ amount: euros(690), lines: [{ lineId: piece(1)[0]?.lineId, amount: euros(690) }] },
    });
    expect(quote({ part: euros(333), tip: euros(100) })).toMatchObject({
      ...{ amount: euros(433), cashAmount: euros(335) },
    });
    const no = (more: object) => world.refusal("refunds.quote", { saleId, lines: [], ...more });
    expect(no({ part: euros(3_141) })).toBe("refund-over-sold");
    expect(no({ tip: euros(101) })).toBe("refund-over-charge");
    expect(no({ part: euros(1), lines: piece(0) })).toBe("bad-input");
  });

  it("takes what is left, tip and all, when the whole sale is asked for after a part", async () => {
    const shop = await soldByCard();
    const { world, relay, input, saleId } = shop;
    world.act("refunds.pay", input(500, { part: euros(500) }));
    holdLast(relay);
    const { refundable: rest } = world.act("sales.detail", { saleId });
    expect(rest).toEqual(euros(2_740));
    world.act("payments.refund", { saleId, total: rest });
    holdLast(relay);
    expect(world.act("sales.detail", { saleId }).refundable).toEqual(euros(0));
    expect(orders(shop)).toEqual([500, 2_740]);
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("stands in the list as requested until Stripe says that it went back", async () => {
    const { world, relay, input, piece } = await soldByCard();
    const listed = () => world.act("sales.list", { beforeSeq: null, limit: 1 })[0];
    expect(listed()).not.toHaveProperty("isRefundRequested");
    world.act("refunds.pay", input(690, { lines: piece(1) }));
    holdLast(relay);
    expect(listed()).toMatchObject({ refunded: euros(690), isRefundRequested: true });
    tellRefund(relay, "pending");
    expect(listed()).toMatchObject({ isRefundRequested: true });
    tellRefund(relay, "succeeded");
    expect(listed()).not.toHaveProperty("isRefundRequested");
    expect(listed()?.refunded).toEqual(euros(690));
  });

  it("F41: is asked of Stripe once when its answer is lost and it is asked for again", async () => {
    const { world, relay, input, piece } = await soldByCard();
    const once = input(690, { lines: piece(1) });
    world.act("refunds.pay", once);
    holdLast(relay);
    holdLast(relay);
    expect(world.act("refunds.pay", once)).toMatchObject({ phase: "requested" });
    expect(world.refusal("refunds.pay", { ...once, total: euros(1) })).toBe("refund-used");
    const after = world.restart();
    expect(after.act("refunds.pay", once)).toMatchObject({ phase: "requested" });
    expect(entryTypes(after).filter((type) => type === "refund-started")).toHaveLength(1);
  });

  it("F41: gives nothing back to the card that went back in cash, nor the other way round", async () => {
    const { world, relay, input, piece } = await soldByCard();
    world.act("refunds.pay", input(690, { lines: piece(1), to: { tender: "cash" } }));
    expect(world.refusal("refunds.pay", input(690, { lines: piece(1) }))).toBe(
      "refund-in-progress",
    );
    holdLast(relay);
    expect(world.refusal("refunds.pay", input(690, { lines: piece(1) }))).toBe("refund-over-sold");
    world.act("refunds.pay", input(2_450, { part: euros(2_450) }));
    holdLast(relay);
    const cash = input(2_450, { lines: piece(0), to: { tender: "cash" } });
    expect(world.refusal("refunds.pay", cash)).toBe("price-changed");
    expect(world.refusal("refunds.pay", { ...cash, total: euros(0) })).toBe("ok");
  });

  it.each([
    ["a part that is more than was sold", 3_141, { part: euros(3_141) }, "refund-over-sold"],
    ["more tip than was given", 101, { tip: euros(101) }, "refund-over-charge"],
    ["another total than the clerk saw", 501, { part: euros(500) }, "price-changed"],
    ["nothing", 0, {}, "bad-input"],
    ["a tip in cash", 100, { tip: euros(100), to: { tender: "cash" } }, "bad-input"],
    [
      "a card that did not pay",
      500,
      { part: euros(500), to: { tender: "card", paymentId: "pay_other" as never } },
      "payment-not-found",
    ],
  ] as const)("B11 refuses %s and writes nothing", async (...[, total, changes, refusal]) => {
    const { world, input } = await soldByCard();
    expect(world.refusal("refunds.pay", input(total, changes as Partial<Pay>))).toBe(refusal);
    expect(entryTypes(world)).not.toContain("refund-started");
  });

  it("lets go when the line is lost before the relay has said yes, and sends nothing", async () => {
    const { world, relay, input } = await soldByCard();
    world.act("refunds.pay", input(500, { part: euros(500) }));
    relay.drop();
    expect(entryTypes(world)).toContain("reservation-released");
    expect(entryTypes(world)).not.toContain("refund-started");
    // Offline its own sale goes back: the entry at once, the instruction when the relay is back.
    expect(world.act("refunds.pay", input(500, { part: euros(500) })).phase).toBe("requested");
    expect(relay.all("refund-payment")).toHaveLength(0);
  });

  it("F41: never gives more than the charge, by whatever parts, and every book sums", async () => {
    const step = fc.record({ minor: fc.integer({ min: 1, max: 2_000 }), isFailed: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        const shop = await soldByCard();
        const { world, relay, input, left } = shop;
        let given = 0;
        for (const { minor, isFailed } of steps) {
          const before = left().refundable.minor;
          const refusal = world.refusal("refunds.pay", input(minor, { part: euros(minor) }));
          expect(refusal).toBe(minor <= before ? "ok" : "refund-over-sold");
          if (refusal !== "ok") continue;
          holdLast(relay);
          tellRefund(relay, isFailed ? "failed" : "succeeded", isFailed ? "lost" : null);
          given += isFailed ? 0 : minor;
          expect(left().refundable.minor).toBe(3_140 - given);
        }
        expect(given).toBeLessThanOrEqual(3_140);
        expect(readTill(world.folder).fault).toBeUndefined();
      }),
      { numRuns: 8 },
    );
  });
});
