import { describe, expect, it } from "vitest";
import { readTill } from "../../support/card-books.ts";
import { soldByCard } from "../../support/card-refund-shop.ts";
import { euros } from "../../support/day.ts";
import { jonas } from "../../support/people.ts";
import { holdLast, tellRefund } from "../../support/refund-world.ts";

/** A line of 6.90 and the tip of 1.00 went back to the card; days later they did not. */
async function failedDaysLater() {
  const shop = await soldByCard();
  const { world, relay, input, piece } = shop;
  const first = input(790, { lines: piece(1), tip: euros(100) });
  world.act("refunds.pay", first);
  holdLast(relay);
  tellRefund(relay, "succeeded");
  tellRefund(relay, "failed", "lost_or_stolen_card");
  const list = () => world.act("attention.list", {});
  return { ...shop, first, list };
}

describe("a refund that fails days later", () => {
  it("F41: becomes a task that says what is owed, and its money is back in the book", async () => {
    const { world, list, first, left, saleId } = await failedDaysLater();
    expect(list()).toMatchObject([
      {
        ...{
          kind: "refund-failed",
          refundId: first.refundId,
          saleId,
          reason: "lost_or_stolen_card",
        },
        ...{ amount: euros(790), tip: euros(100), lines: first.lines, part: null },
      },
    ]);
    expect(left()).toMatchObject({ refundable: euros(3_140), givenBack: euros(0) });
    const told = world.events.findLast(({ event }) => event === "attention-changed");
    expect(told?.view).toEqual(list());
    expect(world.act("register.view", {}).attention).toEqual(list());
    expect(world.restart().act("attention.list", {})).toHaveLength(1);
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("is listed on the Z while it is owed", async () => {
    const { world, first, saleId } = await failedDaysLater();
    world.act("people.sign-in", jonas);
    const z = world.act("day.close", { close: null });
    expect(z.failedRefunds).toEqual([{ refundId: first.refundId, saleId, amount: euros(790) }]);
    expect(z.report.refunds).toMatchObject({ failedCount: 1, failedMinor: 790 });
    expect(world.act("day.rebuild-z", { zNumber: 1 }).isSame).toBe(true);
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("F24: after the day was closed it is a fact of the next one, with a pointer to its own", async () => {
    const { world, relay, input, piece } = await soldByCard();
    world.act("refunds.pay", input(690, { lines: piece(1) }));
    holdLast(relay);
    tellRefund(relay, "succeeded");
    world.act("people.sign-in", jonas);
    expect(world.act("day.close", { close: null }).failedRefunds).toEqual([]);
    tellRefund(relay, "failed", "expired_or_canceled_card");
    const { day } = world.act("day.x-report", {});
    expect(day.late).toMatchObject([{ type: "refund-failed", zNumber: 1 }]);
    expect(day.refunds).toMatchObject({ failedCount: 1, failedMinor: 690 });
    expect(readTill(world.folder).fault).toBeUndefined();
  });

  it("is made good in cash, by the card once more, or another way; then the task is gone", async () => {
    const ways = [
      { to: { tender: "cash" }, total: euros(690) },
      { to: { tender: "other", name: "Bank transfer", reference: "RF18" }, total: euros(690) },
      { to: null, total: euros(790), tip: euros(100) },
    ] as const;
    for (const { to, ...rest } of ways) {
      const { world, relay, input, first, list } = await failedDaysLater();
      const { lines, refundId: replaces } = first;
      const again = input(0, { lines, replaces, ...rest, ...(to !== null && { to }) });
      world.act("refunds.pay", again);
      holdLast(relay);
      expect(list()).toEqual([]);
      expect(world.refusal("refunds.pay", { ...again, refundId: "refund_x" as never })).toBe(
        "refund-not-failed",
      );
      expect(readTill(world.folder).fault).toBeUndefined();
    }
  });

  it("stays a task when the next try fails too, and that try is the one to make good", async () => {
    const { world, relay, input, first, list } = await failedDaysLater();
    const { lines, refundId: replaces } = first;
    const again = input(790, { lines, replaces, tip: euros(100) });
    world.act("refunds.pay", again);
    holdLast(relay);
    tellRefund(relay, "failed", "expired_or_canceled_card");
    expect(list()).toMatchObject([
      { refundId: again.refundId, reason: "expired_or_canceled_card" },
    ]);
  });

  it("refuses to make good what has not failed, or another sale's", async () => {
    const { world, relay, input, piece } = await soldByCard();
    const first = input(690, { lines: piece(1) });
    world.act("refunds.pay", first);
    holdLast(relay);
    tellRefund(relay, "succeeded");
    const cash = { to: { tender: "cash" as const }, part: euros(100) };
    const again = input(100, { ...cash, replaces: first.refundId });
    expect(world.refusal("refunds.pay", again)).toBe("refund-not-failed");
    expect(world.refusal("refunds.pay", { ...again, replaces: "refund_none" as never })).toBe(
      "refund-not-failed",
    );
  });

  it("is not repeated by a reading that comes again, or late and out of order", async () => {
    const { world, relay, list } = await failedDaysLater();
    tellRefund(relay, "succeeded");
    tellRefund(relay, "failed", "lost_or_stolen_card");
    expect(list()).toHaveLength(1);
    expect(world.act("day.x-report", {}).day.refunds).toMatchObject({ failedCount: 1 });
  });
});
