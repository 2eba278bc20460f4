import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { PaymentId, RefundId, SaleId } from "../../../contract/ids.ts";
import type { ReceiptView } from "../../../contract/views.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { connect } from "../../support/card-world.ts";
import { euros, openDayWorld, openDrawer } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { holdLast, paidBack, refundOf } from "../../support/refund-world.ts";
import { beans, kettle, openWorld, papers, type World } from "../../support/world.ts";

const partId = PaymentId.parse("pay_exchange-1");
const kept = (world: World) => world.act("register.view", {}).exchange;

/** What comes back of a receipt, all of its first line, for the sale that is open. */
function beginOf(world: World, receipt: ReceiptView, id = "1") {
  const { refundId, saleId, lines } = refundOf(receipt, 0, { id });
  return { refundId, partId, saleId, lines, forId: world.sale().saleId };
}

/** Beans came back for what is on the open sale, and their refund stands. */
function paidBackFor(code: string) {
  const world = openWorld();
  const receipt = world.sell(beans);
  world.act("exchange.begin", beginOf(world, receipt));
  world.act("refunds.pay", refundOf(receipt, 2_450));
  world.act("sales.scan", { saleId: world.sale().saleId, code, quantity: 1 });
  return world;
}

const allowed = { "refunds.pay": "allowed", "day.start-training": "allowed" };
const one = RefundId.parse("refund_1");

/** A sale paid with the money of the exchange, and with as much of the customer's. */
function calls(world: World) {
  const { saleId, cashLeft: total } = world.sale();
  const others = { saleId, total, given: euros(2_450) };
  return { own: { ...others, refundId: one }, others };
}

const payWithIt = (world: World) => world.act("sales.pay-cash", calls(world).own);

function raise(): never {
  throw new Error("no exchange is kept");
}

/** What the screens were told of it, in order. */
const told = ({ events }: World) =>
  events.flatMap((event) =>
    event.event === "exchange-changed" ? [event.view?.phase ?? null] : [],
  );

/** The relay was asked whether the goods may go back, and has not answered. */
async function askedFor() {
  const relay = createFakeRelay();
  const world = openWorld({ relay });
  await connect(relay);
  const receipt = world.sell(beans);
  world.act("exchange.begin", beginOf(world, receipt));
  const asked = world.act("refunds.pay", refundOf(receipt, 2_450));
  return { relay, world, receipt, asked };
}

describe("an exchange", () => {
  it("is kept over a restart: what comes back, its worth, and what was paid back", () => {
    const world = openWorld();
    const receipt = world.sell(beans);
    const begun = world.act("exchange.begin", beginOf(world, receipt));
    expect(begun).toMatchObject({ receiptNumber: "2-1", worth: euros(2_450), phase: "open" });
    const after = world.restart();
    expect(kept(after)).toEqual(begun);
    after.act("refunds.pay", refundOf(receipt, 2_450));
    expect(kept(after.restart())).toEqual({ ...begun, phase: "paid-back" });
  });

  it("is over once its part is in the sale", () => {
    const world = paidBackFor(kettle);
    const { saleId, left } = world.sale();
    const money = { amount: euros(2_450), given: euros(2_450) };
    expect(kept(world)).not.toBeNull();
    world.act("payments.take-cash", { saleId, partId, left, ...money });
    expect(kept(world)).toBeNull();
  });

  it("is over once its cash paid for a cheaper sale", () => {
    const world = paidBackFor(papers);
    payWithIt(world);
    expect(kept(world)).toBeNull();
    expect(kept(world.restart())).toBeNull();
  });

  it("is over by the book alone, also where the row beside it is older", () => {
    const world = paidBackFor(papers);
    const bookFile = join(world.folder, "register.db");
    const db = openDatabase(bookFile);
    db.exec("CREATE TABLE older AS SELECT * FROM exchange");
    payWithIt(world);
    world.register.close();
    db.exec("REPLACE INTO exchange SELECT * FROM older; DROP TABLE older");
    db.close();
    const after = world.restart();
    expect(kept(after)).toBeNull();
    after.act("sales.scan", { saleId: after.sale().saleId, code: papers, quantity: 1 });
    expect(after.refusal("sales.pay-cash", calls(after).own)).toBe("no-exchange-money");
  });

  it("tells of each change: its refund, and the sale or the part that used its money", () => {
    const paid = paidBackFor(papers);
    expect(told(paid)).toEqual(["open", "paid-back"]);
    payWithIt(paid);
    expect(told(paid)).toEqual(["open", "paid-back", null]);
    const parted = paidBackFor(kettle);
    const { saleId, left } = parted.sale();
    const money = { amount: euros(2_450), given: euros(2_450) };
    parted.act("payments.take-cash", { saleId, partId, left, ...money });
    expect(told(parted)).toEqual(["open", "paid-back", null]);
  });

  it.each([
    ["the same size", beans],
    ["another", papers],
  ])(
    "is still owed where its sale was paid with other cash of %s, until it ends",
    (_size, code) => {
      const world = paidBackFor(code).restart();
      const { saleId, cashLeft: total } = world.sale();
      world.act("sales.pay-cash", { saleId, total, given: total });
      const { refundId, phase } = kept(world) ?? {};
      expect(phase).toBe("paid-back");
      const end = { refundId: RefundId.parse(refundId) };
      expect(world.refusal("exchange.end", { ...end, isHandedOver: false })).toBe(
        "refund-in-progress",
      );
      expect(world.act("exchange.end", { ...end, isHandedOver: true })).toBeNull();
      expect(world.events.at(-1)).toEqual({ event: "exchange-changed", view: null });
      expect(kept(world.restart())).toBeNull();
    },
  );

  it("is still owed where another part of the same size was taken for its sale", () => {
    const world = paidBackFor(kettle);
    const { saleId, left, cashLeft } = world.sale();
    const money = { amount: euros(2_450), given: euros(2_450) };
    const other = PaymentId.parse("pay_customer");
    world.act("payments.take-cash", { saleId, partId: other, left, ...money });
    const total = euros(cashLeft.minor - 2_450);
    world.act("sales.pay-cash", { saleId, total, given: total });
    expect(kept(world)?.phase).toBe("paid-back");
  });

  it("answers its own call again, and no other's, with the sale that it paid for", () => {
    const world = paidBackFor(beans);
    const { own, others } = calls(world);
    const receipt = world.act("sales.pay-cash", own);
    const after = world.restart();
    expect(after.act("sales.pay-cash", own)).toEqual(receipt);
    expect(after.refusal("sales.pay-cash", others)).toBe("sale-completed");
  });

  it("is not taken as paid where another paid for its sale with as much cash", () => {
    const world = paidBackFor(beans);
    const { own, others } = calls(world);
    const receipt = world.act("sales.pay-cash", others);
    expect(world.act("sales.pay-cash", others)).toEqual(receipt);
    expect(world.refusal("sales.pay-cash", own)).toBe("sale-completed");
    expect(kept(world)?.phase).toBe("paid-back");
    world.act("exchange.end", { refundId: own.refundId, isHandedOver: true });
    expect(world.refusal("sales.pay-cash", own)).toBe("sale-completed");
  });

  it.each([
    ["that is not booked back", () => undefined],
    [
      "that was ended",
      (world: World) => world.act("exchange.end", { refundId: one, isHandedOver: false }),
    ],
  ])("%s pays for nothing", (_what, change) => {
    const world = openWorld();
    const receipt = world.sell(beans);
    world.act("exchange.begin", beginOf(world, receipt));
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    change(world);
    expect(world.refusal("sales.pay-cash", calls(world).own)).toBe("no-exchange-money");
    expect(world.sale().lines).toHaveLength(1);
  });

  it("pays with all that it is worth, and for its own sale", () => {
    const world = paidBackFor(papers);
    const { own } = calls(world);
    const less = { ...own, given: own.total };
    expect(world.refusal("sales.pay-cash", less)).toBe("no-exchange-money");
    world.act("sales.park", { saleId: own.saleId, label: "" });
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: papers, quantity: 1 });
    expect(world.refusal("sales.pay-cash", { ...own, saleId })).toBe("no-exchange-money");
    expect(kept(world)?.phase).toBe("paid-back");
  });

  it("pays for no practice: its money is real", () => {
    const { world } = openDayWorld({}, { rights: { clerk: allowed } });
    openDrawer(world);
    const receipt = world.sell(beans);
    world.act("exchange.begin", beginOf(world, receipt));
    world.act("refunds.pay", refundOf(receipt, 2_450));
    world.act("day.start-training", {});
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    expect(world.refusal("sales.pay-cash", calls(world).own)).toBe("training");
    expect(kept(world)?.phase).toBe("paid-back");
  });

  it("is not noted again once its money was used or handed over", () => {
    const used = paidBackFor(papers);
    const { refundId, saleId, lines } = kept(used) ?? raise();
    payWithIt(used);
    const again = { refundId, partId, saleId, lines: [...lines], forId: used.sale().saleId };
    expect(used.refusal("exchange.begin", again)).toBe("refund-used");
    expect(kept(used)).toBeNull();
  });

  it("that another took the place of is noted again by the same call", () => {
    const world = openWorld();
    const first = beginOf(world, world.sell(beans));
    const begun = world.act("exchange.begin", first);
    world.act("exchange.begin", { ...first, refundId: RefundId.parse("refund_2") });
    expect(world.act("exchange.begin", first)).toEqual(begun);
    expect(kept(world)).toEqual(begun);
  });

  it("of which nothing was booked back goes with its sale, and makes way for another", () => {
    const world = openWorld();
    const receipt = world.sell(beans);
    world.act("exchange.begin", beginOf(world, receipt));
    world.act("exchange.begin", beginOf(world, receipt, "2"));
    expect(kept(world)?.refundId).toBe("refund_2");
    world.sell(papers);
    expect(kept(world)).toBeNull();
  });

  it("makes no way for another while its money is to be used, and is answered again as it is", () => {
    const world = paidBackFor(papers);
    const other = { ...beginOf(world, world.act("register.view", {}).lastReceipt as ReceiptView) };
    expect(world.act("exchange.begin", other)).toEqual(kept(world));
    const next = { ...other, refundId: RefundId.parse("refund_2") };
    expect(world.refusal("exchange.begin", next)).toBe("refund-in-progress");
  });

  it.each([
    ["of a sale that nobody knows", { saleId: SaleId.parse("sale_none") }, "sale-not-found"],
    ["for a sale that is not open", { forId: SaleId.parse("sale_none") }, "sale-not-open"],
    ["of nothing", { lines: [] }, "bad-input"],
  ])("%s does not begin", (_what, change, refusal) => {
    const world = openWorld();
    const input = { ...beginOf(world, world.sell(beans)), forId: world.sale().saleId };
    expect(world.refusal("exchange.begin", { ...input, ...change })).toBe(refusal);
    expect(kept(world)).toBeNull();
  });

  it("says that the relay was asked, until it has said whether the goods may go back", async () => {
    const { relay, world, asked } = await askedFor();
    expect(kept(world)?.phase).toBe("asked");
    holdLast(relay);
    await paidBack(world, asked);
    expect(kept(world)?.phase).toBe("paid-back");
    expect(told(world)).toEqual(["open", "asked", "paid-back"]);
  });

  it("is not ended while the relay is asked: what may be owed would be forgotten", async () => {
    const { relay, world, asked } = await askedFor();
    expect(world.refusal("exchange.end", { refundId: one, isHandedOver: false })).toBe(
      "refund-in-progress",
    );
    holdLast(relay);
    await paidBack(world, asked);
    expect(kept(world)?.phase).toBe("paid-back");
    expect(world.act("exchange.end", { refundId: one, isHandedOver: true })).toBeNull();
  });

  it("is over once its refund was let go of with the line, and begins anew under other ids", async () => {
    const { relay, world, receipt, asked } = await askedFor();
    relay.drop();
    expect(await paidBack(world, asked)).toMatchObject({ phase: "released" });
    expect(kept(world)).toBeNull();
    expect(told(world)).toEqual(["open", "asked", null]);
    expect(world.refusal("exchange.begin", beginOf(world, receipt))).toBe("refund-used");
    world.act("exchange.begin", beginOf(world, receipt, "2"));
    const paid = world.act("refunds.pay", refundOf(receipt, 2_450, { id: "2" }));
    expect(paid.phase).toBe("paid");
    expect(kept(world)).toMatchObject({ refundId: "refund_2", phase: "paid-back" });
  });

  it("is over where a restart let its refund go", async () => {
    const { world } = await askedFor();
    expect(kept(world.restart())).toBeNull();
  });
});
