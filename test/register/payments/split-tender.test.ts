import { describe, expect, it } from "vitest";
import { PaymentId } from "../../../contract/ids.ts";
import { accounts } from "../../../ledger/chart.ts";
import { connect, entryTypes, openCardWorld } from "../../support/card-world.ts";
import { euros, openDayWorld } from "../../support/day.ts";
import { readingsOf } from "../../support/readings.ts";
import { papers } from "../../support/world.ts";
import { balance, cardPart, payRest, reason, takeCash } from "./split-support.ts";

describe("a sale that is paid in parts", () => {
  it("holds its cards until cash completes it, then orders each capture with that entry", async () => {
    const { relay, world } = await openCardWorld();
    const held = [1_000, 450].map((minor, index) => {
      const part = cardPart(world, minor, String(index));
      relay.read(part.held);
      return part.paymentId;
    });
    expect(relay.all("capture-payment")).toEqual([]);
    expect(world.sale()).toMatchObject({ left: euros(1_000), taken: [{}, {}] });
    expect(balance(world, accounts.partPaid)).toBe(-1_450);

    const receipt = payRest(world);
    expect(receipt.tenders.map(({ tender }) => tender)).toEqual(["card", "card", "cash"]);
    const captures = relay.all("capture-payment").map(({ paymentId }) => paymentId);
    expect(new Set(captures)).toEqual(new Set(held));
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(1_450);
  });

  it("completes by a page that shows what was paid already, and asks for the rest", async () => {
    const { relay, world } = await openCardWorld();
    takeCash(world, 1_000, "pay_cash-1");
    const { saleId, left } = world.sale();
    const { paymentId } = world.act("payments.start-link", { saleId, total: left });
    const [start] = relay.all("start-link-payment");
    expect(start?.amount).toEqual(left);
    const sum = start?.lines.reduce((total, { totalMinor }) => total + totalMinor, 0);
    expect(sum).toBe(left.minor);
    const { authorised } = readingsOf(paymentId, { amountMinor: 1_450, register: "reg_demo-2" });
    relay.read({ ...authorised, session: { sessionId: "cs_1", status: "complete" } });
    expect(entryTypes(world).slice(-2)).toEqual(["payment-authorised", "sale-completed"]);
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId }]);
  });

  it("completes by a card that pays the rest, and captures at once", async () => {
    const { relay, world } = await openCardWorld();
    takeCash(world, 1_000, "pay_cash-1");
    const { saleId, left } = world.sale();
    const { paymentId } = world.act("payments.charge", { saleId, total: left });
    relay.read(readingsOf(paymentId, { amountMinor: 1_450, register: "reg_demo-2" }).authorised);
    expect(entryTypes(world).slice(-2)).toEqual(["payment-authorised", "sale-completed"]);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId, notBeforeMs: 0 }]);
  });

  it("is taken up again where its card was approved while it was set aside, and then completes", async () => {
    const { relay, world } = await openCardWorld();
    const { saleId } = world.sale();
    const { paymentId, held } = cardPart(world, 1_000);
    const id = `start-${paymentId}`;
    relay.say({ type: "refused", id, refusal: "stripe-unreachable", detail: "" });
    world.act("payments.serve-next", { paymentId });
    relay.read(held);
    const [lane] = world.act("register.view", {}).lanes;
    expect(lane).toMatchObject({
      payment: { paymentId, phase: "authorised" },
      sale: { saleId, left: euros(1_450), taken: [{ partId: paymentId }] },
    });
    expect(relay.all("capture-payment")).toEqual([]);
    world.act("sales.take-up", { saleId });
    expect(payRest(world).tenders.map(({ tender }) => tender)).toEqual(["card", "cash"]);
    expect(relay.all("capture-payment")).toMatchObject([{ paymentId }]);
  });

  it("takes the same cash once, however often it is told, F21", async () => {
    const { world } = await openCardWorld();
    const { left, saleId } = world.sale();
    const partId = PaymentId.parse("pay_cash-1");
    const [amount, given] = [euros(1_000), euros(1_000)];
    const input = { saleId, partId, left, amount, given };
    world.act("payments.take-cash", input);
    expect(world.act("payments.take-cash", input).taken).toHaveLength(1);
    expect(world.refusal("payments.take-cash", { ...input, amount: euros(900) })).toBe("part-used");
    expect(balance(world, accounts.drawerCash)).toBe(1_000);
  });

  it("refuses a part of more than is left, of nothing, or while another is not proven", async () => {
    const { world } = await openCardWorld();
    const { saleId, left } = world.sale();
    const charge = (minor: number) =>
      world.refusal("payments.charge", { saleId, total: left, amount: euros(minor) });
    expect([charge(2_451), charge(0)]).toEqual(["more-than-left", "nothing-to-charge"]);
    cardPart(world, 1_000);
    expect(charge(100)).toBe("payment-in-progress");
    const cash = { saleId, total: left, given: left };
    expect(world.refusal("sales.pay-cash", cash)).toBe("payment-in-progress");
  });

  it("is locked to what would undercut it, grows freely, and is not parked", async () => {
    const { world } = await openCardWorld();
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    takeCash(world, 2_500, "pay_cash-1");
    const { saleId, lines } = world.sale();
    const lineId = lines[0]?.lineId;
    expect(world.refusal("sales.remove-line", { saleId, lineId })).toBe("under-taken");
    expect(world.refusal("sales.clear", { saleId })).toBe("under-taken");
    expect(world.refusal("sales.undo", { saleId })).toBe("under-taken");
    expect(world.sale().lines).toHaveLength(2);
    expect(world.refusal("sales.scan", { saleId, code: papers, quantity: 1 })).toBe("ok");
    expect(world.refusal("sales.park", { saleId, label: "later" })).toBe("part-paid");
  });

  it("keeps what was taken over a kill and a restart, F1", async () => {
    const { relay, world } = await openCardWorld();
    relay.read(cardPart(world, 1_000).held);
    takeCash(world, 450, "pay_cash-1");
    const before = world.sale();
    const again = world.restart();
    expect(again.sale()).toEqual(before);
    await connect(relay);
    expect(relay.all("capture-payment")).toEqual([]);
    payRest(again);
    await connect(relay);
    expect(relay.all("capture-payment").length).toBeGreaterThan(0);
  });
});

describe("taking a part back", () => {
  it("gives cash back at once", async () => {
    const { world } = await openCardWorld();
    takeCash(world, 1_000, "pay_cash-1");
    const { saleId } = world.sale();
    const partId = PaymentId.parse("pay_cash-1");
    expect(world.act("payments.take-back", { saleId, partId, reason })).toMatchObject({
      taken: [],
      left: euros(2_450),
    });
    expect(balance(world, accounts.drawerCash)).toBe(0);
  });

  it("counts a card's hold as taken, and locks its sale, until Stripe shows it gone, P1", async () => {
    const { relay, world } = await openCardWorld();
    const part = cardPart(world, 1_000);
    relay.read(part.held);
    const { saleId, left } = world.sale();
    const { paymentId: partId } = part;
    const asked = world.act("payments.take-back", { saleId, partId, reason });
    expect(asked).toMatchObject({ left, taken: [{ isReturning: true }] });
    expect(relay.all("void-payment")).toMatchObject([{ paymentId: partId }]);
    expect(world.refusal("sales.pay-cash", { saleId, total: left, given: left })).toBe(
      "payment-in-progress",
    );
    relay.read(part.gone);
    expect(world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
    expect(entryTypes(world).slice(-3)).toEqual([
      ...["void-started", "payment-cancelled", "tender-returned"],
    ]);
    expect(balance(world, accounts.cardAuthorised("main"))).toBe(0);
    expect(payRest(world).tenders).toHaveLength(1);
    expect(relay.all("capture-payment")).toEqual([]);
  });

  it("says it again after a reconnect, and never a capture, F18", async () => {
    const { relay, world } = await openCardWorld();
    const part = cardPart(world, 1_000);
    relay.read(part.held);
    relay.drop();
    const { saleId } = world.sale();
    world.act("payments.take-back", { saleId, partId: part.paymentId, reason });
    const again = world.restart();
    await connect(relay);
    expect(relay.all("void-payment").length).toBeGreaterThan(0);
    expect(relay.all("capture-payment")).toEqual([]);
    relay.read(part.gone);
    expect(again.sale().taken).toEqual([]);
  });

  it("goes back by itself where its hold is lost before the sale is complete", async () => {
    const { relay, world } = await openCardWorld();
    const part = cardPart(world, 1_000);
    relay.read(part.held);
    relay.read(part.gone);
    expect(world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
    expect(balance(world, accounts.uncollected)).toBe(0);
  });
});

describe("giving up a sale that is paid in parts", () => {
  it("opens the next sale at once, and lets its holds go meanwhile", async () => {
    const { relay, world } = await openCardWorld();
    const part = cardPart(world, 1_000);
    relay.read(part.held);
    takeCash(world, 450, "pay_cash-1");
    const { saleId } = world.sale();
    const next = world.act("sales.give-up", { saleId, reason });
    expect(next).toMatchObject({ lines: [], taken: [] });
    expect(next.saleId).not.toBe(saleId);
    expect(balance(world, accounts.partPaid)).toBe(-1_000);
    world.sell(papers);
    relay.read(part.gone);
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(relay.all("capture-payment")).toEqual([]);
  });
});

describe("a capture of a split that fails later", () => {
  it("leaves the sale complete, and a task", async () => {
    const { relay, world } = await openCardWorld();
    const part = cardPart(world, 1_000);
    relay.read(part.held);
    payRest(world);
    relay.read(part.gone);
    expect(world.act("payments.tasks", {})).toMatchObject([
      { paymentId: part.paymentId, attention: "hold-lost" },
    ]);
    expect(world.act("sales.list", { beforeSeq: null, limit: 5 })).toHaveLength(1);
    expect(balance(world, accounts.uncollected)).toBe(1_000);
  });
});

describe("a day that closes over a sale that is half paid", () => {
  it("counts its cash in the drawer, and in the sale's day only once, I4", () => {
    const { world } = openDayWorld({ isSessionRequired: false });
    world.act("sales.scan", { saleId: world.sale().saleId, code: papers, quantity: 1 });
    takeCash(world, 500, "pay_cash-1");
    const first = world.act("day.close", { close: null });
    expect(first.report.drawer).toMatchObject({ salesMinor: 0, partMinor: 500, closingMinor: 500 });
    expect(first.report.parts).toEqual({ takenMinor: 500, returnedMinor: 0, settledMinor: 0 });
    payRest(world);
    const second = world.act("day.close", { close: null });
    expect(second.report.drawer).toMatchObject({ salesMinor: 690, partMinor: -500 });
    expect(second.report.drawer).toMatchObject({ openingMinor: 500, closingMinor: 690 });
    expect(second.report.tenders).toEqual([
      { tender: "cash", name: null, count: 2, amountMinor: 690 },
    ]);
  });
});
