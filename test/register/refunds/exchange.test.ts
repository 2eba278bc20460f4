import { describe, expect, it } from "vitest";
import { PaymentId, RefundId, SaleId } from "../../../contract/ids.ts";
import type { ReceiptView } from "../../../contract/views.ts";
import { connect } from "../../support/card-world.ts";
import { euros } from "../../support/day.ts";
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
    const { saleId, cashLeft: total } = world.sale();
    world.act("sales.pay-cash", { saleId, total, given: euros(2_450) });
    expect(kept(world)).toBeNull();
  });

  it("still reminds of the money where its sale was paid with other cash, until it is ended", () => {
    const world = paidBackFor(papers);
    const { saleId, cashLeft: total } = world.sale();
    world.act("sales.pay-cash", { saleId, total, given: total });
    const { refundId, phase } = kept(world) ?? {};
    expect(phase).toBe("paid-back");
    expect(world.act("exchange.end", { refundId: RefundId.parse(refundId) })).toBeNull();
    expect(world.events.at(-1)).toEqual({ event: "exchange-changed", view: null });
    expect(kept(world.restart())).toBeNull();
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
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    const receipt = world.sell(beans);
    world.act("exchange.begin", beginOf(world, receipt));
    const asked = world.act("refunds.pay", refundOf(receipt, 2_450));
    expect(kept(world)?.phase).toBe("asked");
    holdLast(relay);
    await paidBack(world, asked);
    expect(kept(world)?.phase).toBe("paid-back");
  });
});
