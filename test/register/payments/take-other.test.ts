import { describe, expect, it } from "vitest";
import { PaymentId, RefundId } from "../../../contract/ids.ts";
import { accounts } from "../../../ledger/chart.ts";
import { connect, entryTypes } from "../../support/card-world.ts";
import { closeDay, euros, openDayWorld, openDrawer } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { ida, jonas, openPeopleWorld } from "../../support/people.ts";
import { beans, openWorld, papers, type World } from "../../support/world.ts";
import { balance, cardPart, payRest, reason, takeCash, takeOther } from "./split-support.ts";

const stamps = { tender: "other", name: "Stamps", reference: null } as const;
const otherTenders = ["Voucher", "Cheque"];
const ofVouchers = accounts.otherTender("Voucher");

/** Papers three times, 20.70, at a shop that takes vouchers and cheques; no relay is there. */
function openShop(): World {
  const world = openWorld({ shop: { otherTenders, cashStepMinor: 5 } });
  scan(world);
  return world;
}

function scan(world: World): void {
  world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 3 });
}

function inputOf(world: World, minor: number, changes: object = {}) {
  const { saleId, left } = world.sale();
  const tender = { tender: "other", name: "Voucher", reference: null };
  const partId = PaymentId.parse("pay_other-1");
  return { saleId, partId, left, amount: euros(minor), tender, ...changes };
}

describe("a tender that the shop named", () => {
  it("completes a sale by all that is left, to the cent, and posts to its own account", () => {
    const world = openWorld({ shop: { otherTenders, cashStepMinor: 100 } });
    scan(world);
    const { receipt, sale } = takeOther(world, 2_070);
    expect(receipt).toMatchObject({
      tenders: [{ tender: "other", name: "Voucher", amount: euros(2_070), reference: null }],
      rounding: euros(0),
    });
    expect(sale.lines).toEqual([]);
    expect(entryTypes(world).slice(-1)).toEqual(["sale-completed"]);
    expect(balance(world, ofVouchers)).toBe(2_070);
    expect(balance(world, accounts.drawerCash)).toBe(0);
  });

  it("is a part where it is less, keeps its number, and cash pays the rest", () => {
    const world = openShop();
    const { receipt } = takeOther(world, 1_000, { reference: "V-77" });
    expect(receipt).toBeNull();
    expect(world.sale()).toMatchObject({
      left: euros(1_070),
      taken: [{ tender: { tender: "other", name: "Voucher", reference: "V-77" } }],
    });
    expect(balance(world, accounts.partPaid)).toBe(-1_000);
    expect(payRest(world).tenders).toMatchObject([{ name: "Voucher" }, { tender: "cash" }]);
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(balance(world, ofVouchers)).toBe(1_000);
    expect(balance(world, accounts.drawerCash)).toBe(1_070);
  });

  it("pays what cash left, and a second name stands on an account of its own", () => {
    const world = openShop();
    takeCash(world, 500, "pay_cash-1");
    takeOther(world, 500, { name: "Cheque" });
    expect(takeOther(world, 1_070, { partId: "pay_other-2" }).receipt?.tenders).toHaveLength(3);
    expect(balance(world, accounts.otherTender("Cheque"))).toBe(500);
    expect(balance(world, ofVouchers)).toBe(1_070);
  });

  it("completes a sale that a card holds a part of, and orders that capture with its entry", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay, shop: { otherTenders } });
    await connect(relay);
    scan(world);
    const { paymentId, held } = cardPart(world, 1_000);
    const busy = inputOf(world, 1_000);
    expect(world.refusal("payments.take-other", busy)).toBe("payment-in-progress");
    relay.read(held);
    expect(relay.all("capture-payment")).toEqual([]);
    takeOther(world, 1_070);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId }]);
  });

  it("is given back before the sale is complete, or with a sale that is given up", () => {
    const world = openShop();
    takeOther(world, 1_000);
    const { saleId } = world.sale();
    const partId = PaymentId.parse("pay_other-1");
    expect(world.act("payments.take-back", { saleId, partId, reason }).taken).toEqual([]);
    expect(balance(world, ofVouchers)).toBe(0);
    expect(world.refusal("payments.take-other", inputOf(world, 1_000))).toBe("part-used");
    takeOther(world, 700, { partId: "pay_other-2" });
    world.act("sales.give-up", { saleId, reason });
    expect(balance(world, ofVouchers)).toBe(0);
    expect(balance(world, accounts.partPaid)).toBe(0);
  });

  it("keeps its part over a kill and a restart, F1", () => {
    const world = openShop();
    takeOther(world, 1_000);
    const before = world.sale();
    const again = world.restart();
    expect(again.sale()).toEqual(before);
    expect(takeOther(again, 1_070, { partId: "pay_other-2" }).receipt).not.toBeNull();
  });
});

describe("asked again", () => {
  it("a part is taken once, and another amount by its id is none, F21", () => {
    const world = openShop();
    const input = inputOf(world, 1_000);
    expect(world.refusal("payments.take-other", input)).toBe("ok");
    expect(world.refusal("payments.take-other", input)).toBe("ok");
    expect(world.sale().taken).toHaveLength(1);
    const more = { ...input, amount: euros(1_100) };
    expect(world.refusal("payments.take-other", more)).toBe("part-used");
    expect(balance(world, ofVouchers)).toBe(1_000);
    payRest(world);
    expect(world.refusal("payments.take-other", input)).toBe("part-used");
  });

  it("the last of a sale gets its receipt once more, and another call is told that it is paid", () => {
    const world = openShop();
    const input = inputOf(world, 2_070);
    const first = takeOther(world, 2_070);
    expect(world.refusal("payments.take-other", input)).toBe("ok");
    const { saleId, left, amount, partId } = input;
    const tender = { tender: "other", name: "Voucher", reference: null } as const;
    const again = world.act("payments.take-other", { saleId, left, amount, partId, tender });
    expect(again.receipt).toEqual(first.receipt);
    const another = { ...input, tender: { ...tender, name: "Cheque" } };
    expect(world.refusal("payments.take-other", another)).toBe("sale-completed");
    expect(balance(world, ofVouchers)).toBe(2_070);
  });

  it("a part of cash by the same id is not it", () => {
    const world = openShop();
    takeCash(world, 1_000, "pay_other-1");
    expect(world.refusal("payments.take-other", inputOf(world, 1_000))).toBe("part-used");
  });
});

describe("refused, with nothing taken", () => {
  it.each([
    ["more than is left: it gives no change", { amount: euros(2_071) }, "more-than-left"],
    ["nothing", { amount: euros(0) }, "nothing-to-charge"],
    ["less than nothing", { amount: euros(-5) }, "nothing-to-charge"],
    ["a name that the shop does not take", { tender: stamps }, "unknown-tender"],
    ["another total than the clerk saw", { left: euros(2_000) }, "price-changed"],
    ["another money", { amount: { minor: 500, currency: "USD" } }, "nothing-to-charge"],
    ["a sale that is not open", { saleId: "sale_elsewhere" }, "sale-not-open"],
    ["a name that no account can hold", { tender: { tender: "other", name: "a:b" } }, "bad-input"],
    ["an amount of no money at all", { amount: { minor: 0.5, currency: "EUR" } }, "bad-input"],
  ])("%s", (_what, changes, refusal) => {
    const world = openShop();
    expect(world.refusal("payments.take-other", inputOf(world, 500, changes))).toBe(refusal);
    expect(world.sale().taken).toEqual([]);
  });

  it("an empty sale, and any name where the shop has none", () => {
    const world = openWorld({ shop: { otherTenders: [] } });
    expect(world.refusal("payments.take-other", inputOf(world, 0))).toBe("sale-empty");
    scan(world);
    expect(world.refusal("payments.take-other", inputOf(world, 500))).toBe("unknown-tender");
  });

  it("while the drawer is closed, where the shop wants it open", () => {
    const { world } = openDayWorld();
    scan(world);
    expect(world.refusal("payments.take-other", inputOf(world, 500))).toBe("session-not-open");
  });

  it("to an installer, who handles no money", () => {
    const { world } = openPeopleWorld();
    world.act("people.sign-in", ida);
    scan(world);
    expect(world.refusal("payments.take-other", inputOf(world, 500))).toBe("not-allowed");
  });
});

describe("in training", () => {
  it("pays a whole practice sale and moves nothing, but no part of it", () => {
    const { world } = openPeopleWorld();
    world.act("people.sign-in", jonas);
    world.act("day.start-training", {});
    scan(world);
    expect(world.refusal("payments.take-other", inputOf(world, 500))).toBe("training");
    expect(takeOther(world, 2_070).receipt?.tenders).toMatchObject([{ name: "Voucher" }]);
    expect(entryTypes(world).slice(-1)).toEqual(["training-sale"]);
    expect(balance(world, ofVouchers)).toBe(0);
  });
});

describe("what lists and reports say", () => {
  it("names each in the X, the Z, the list of sales and in what a figure is made of", () => {
    const { world } = openDayWorld({}, { shop: { otherTenders } });
    openDrawer(world);
    scan(world);
    takeOther(world, 1_070);
    takeOther(world, 1_000, { name: "Cheque", partId: "pay_other-2" });
    const { tenders } = world.act("day.x-report", {});
    expect(tenders).toMatchObject([
      { tender: "other", name: "Cheque", count: 1, amount: euros(1_000) },
      { tender: "other", name: "Voucher", count: 1, amount: euros(1_070) },
    ]);
    const [sale] = world.act("sales.list", { beforeSeq: null, limit: 5 });
    expect(sale).toMatchObject({ tenders: ["other", "other"], named: ["Voucher", "Cheque"] });
    closeDay(world);
    const figures = ["tenders[other Voucher].amountMinor"];
    const of = { kind: "z", zNumber: 1 } as const;
    const explained = world.act("day.explain", { of, figures, after: 0, limit: 5 });
    expect(explained).toMatchObject({ value: 1_070, isSame: true, shareCount: 1 });
  });

  it("lets the sale go back to the tender that paid it, goods and account alike", () => {
    const world = openWorld({ shop: { otherTenders } });
    world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
    takeOther(world, 450);
    const { receipt } = takeOther(world, 2_000, { partId: "pay_other-2" });
    const saleId = receipt?.saleId ?? world.sale().saleId;
    const { left } = world.act("sales.detail", { saleId });
    expect(left.named).toEqual([{ name: "Voucher", paid: euros(2_450) }]);
    const [line] = left.lines;
    const lines = line ? [{ lineId: line.lineId, quantity: 1 }] : [];
    const back = (name: string) => ({
      ...{ refundId: RefundId.parse("refund_1"), saleId, lines, total: euros(2_450), reason },
      to: { tender: "other" as const, name, reference: null },
    });
    expect(world.refusal("refunds.pay", back("Vouchr"))).toBe("unknown-tender");
    world.act("refunds.pay", back("Voucher"));
    expect(balance(world, ofVouchers)).toBe(0);
    expect(world.act("sales.detail", { saleId }).left.refundable).toEqual(euros(0));
  });
});
