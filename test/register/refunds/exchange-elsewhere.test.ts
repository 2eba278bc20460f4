import { describe, expect, it } from "vitest";
import { PaymentId, RefundId } from "../../../contract/ids.ts";
import { readTill } from "../../support/card-books.ts";
import { openCreditWorld, until } from "../../support/credit-world.ts";
import { euros, expectedIn } from "../../support/day.ts";
import { found, payBack, refundOf } from "../../support/refund-world.ts";
import { beans, openWorld, papers, type World } from "../../support/world.ts";

const partId = PaymentId.parse("pay_exchange-1");
const kept = (world: World) => world.act("register.view", {}).exchange;

/** Beans of another till come back for papers, which stand on the open sale of the second. */
async function begunElsewhere() {
  const shop = await openCreditWorld();
  const one = await shop.open("reg_1", { registerNumber: 1 });
  const two = await shop.open("reg_2", { registerNumber: 2 });
  const { receiptNumber } = one.sell(beans);
  await shop.untilCopied(one, "reg_1");
  const sale = await found(two, receiptNumber);
  const back = refundOf(sale, 2_450);
  const { refundId, saleId, lines } = back;
  const forId = two.sale().saleId;
  const begun = two.act("exchange.begin", { refundId, partId, saleId, lines, forId });
  expect(begun).toMatchObject({ receiptNumber, worth: euros(2_450), phase: "open" });
  two.act("sales.scan", { saleId: forId, code: papers, quantity: 1 });
  return { one, two, back };
}

/** Pays the open sale with the money of the exchange; answers what is given out of it. */
function payWithIt(world: World) {
  const { refundId, worth: given } = kept(world) ?? raise();
  const { saleId, cashLeft: total } = world.sale();
  const { tenders } = world.act("sales.pay-cash", { saleId, total, given, refundId });
  return tenders.map((tender) => (tender.tender === "cash" ? tender.change : tender.tender));
}

function raise(): never {
  throw new Error("no exchange is kept");
}

describe("an exchange of what another till sold", () => {
  it("books the goods back at this drawer, and their money pays for the new ones", async () => {
    const { one, two, back } = await begunElsewhere();
    expect(await payBack(two, back)).toMatchObject({ phase: "paid" });
    expect(kept(two)?.phase).toBe("paid-back");
    expect(payWithIt(two)).toEqual([euros(1_760)]);
    expect(kept(two)).toBeNull();
    expect(expectedIn(two)).toBe(690 - 2_450);
    expect(readTill(two.folder).fault).toBeUndefined();
    await until(
      one,
      () => one.act("refunds.find", { receiptNumber: "1-1" }).sale?.refundable.minor === 0,
    );
  });

  it("goes on after a restart: the till looks up again what it has forgotten", async () => {
    const { two, back } = await begunElsewhere();
    const after = two.restart();
    expect(after.refusal("refunds.pay", back)).toBe("relay-offline");
    await until(after, () => after.events.some(({ event }) => event === "sale-looked-up"));
    expect(await payBack(after, back)).toMatchObject({ phase: "paid" });
    expect(payWithIt(after)).toEqual([euros(1_760)]);
  });
});

describe("an exchange that was given up before anything was booked back", () => {
  /** Another window gives it up while a manager is still asked about its refund. */
  function givenUp() {
    const world = openWorld();
    const receipt = world.sell(beans);
    const back = refundOf(receipt, 2_450);
    const { refundId, saleId, lines } = back;
    const begin = { refundId, partId, saleId, lines, forId: world.sale().saleId };
    world.act("exchange.begin", begin);
    world.act("sales.scan", { saleId: begin.forId, code: papers, quantity: 1 });
    expect(world.act("exchange.end", { refundId, isHandedOver: false })).toBeNull();
    expect(kept(world)).toBeNull();
    return { world, back, begin };
  }

  it("is owed all the same once the manager says yes after all, also after a restart", () => {
    const { world, back } = givenUp();
    const after = world.restart();
    expect(kept(after)).toBeNull();
    after.act("refunds.pay", back);
    expect(kept(after)).toMatchObject({ phase: "paid-back", worth: euros(2_450) });
    expect(payWithIt(after)).toEqual([euros(1_760)]);
    expect(kept(after)).toBeNull();
  });

  it("is owed beside another that took its place: first the one, then the other", () => {
    const { world, back, begin } = givenUp();
    const receipt = world.sell(beans);
    const second = refundOf(receipt, 2_450, { id: "2" });
    const { refundId, saleId, lines } = second;
    const forId = world.sale().saleId;
    world.act("exchange.begin", { refundId, partId, saleId, lines, forId });
    expect(kept(world)?.refundId).toBe(refundId);
    world.act("refunds.pay", back);
    expect(kept(world)).toMatchObject({ refundId: begin.refundId, phase: "paid-back" });
    expect(world.refusal("exchange.end", { refundId: begin.refundId, isHandedOver: false })).toBe(
      "refund-in-progress",
    );
    const after = world.restart();
    after.act("exchange.end", { refundId: begin.refundId, isHandedOver: true });
    expect(kept(after)).toMatchObject({ refundId, phase: "open" });
  });

  it("makes way for another, and may begin again", () => {
    const { world, begin } = givenUp();
    const other = { ...begin, refundId: RefundId.parse("refund_2") };
    expect(world.act("exchange.begin", other).refundId).toBe("refund_2");
    world.act("exchange.end", { refundId: other.refundId, isHandedOver: false });
    expect(world.act("exchange.begin", begin)).toMatchObject({ phase: "open" });
    expect(kept(world)?.refundId).toBe(begin.refundId);
  });
});
