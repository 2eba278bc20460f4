import { describe, expect, it } from "vitest";
import type { CreditAccountId } from "../../../contract/ids.ts";
import { accounts } from "../../../ledger/chart.ts";
import { connect, entryTypes } from "../../support/card-world.ts";
import { endOf, openCreditWorld, readCredit } from "../../support/credit-world.ts";
import { euros } from "../../support/day.ts";
import { createFakeRelay } from "../../support/fake-relay.ts";
import { beans, openWorld, type World } from "../../support/world.ts";
import { balance, payRest, reason, takeCash } from "../payments/split-support.ts";

const stranger = "credit_elsewhere" as CreditAccountId;

/** Pays so much of what is left from the account; beans (24.50) are put on an empty ticket first. */
function payPart(world: World, accountId: CreditAccountId, minor: number) {
  const { saleId, lines } = world.sale();
  if (lines.length === 0) world.act("sales.scan", { saleId, code: beans, quantity: 1 });
  const total = world.sale().left;
  return world.act("credit.pay", { saleId, accountId, total, amount: euros(minor) });
}

async function openTill(minor: number) {
  const shop = await openCreditWorld();
  const world = await shop.open("reg_1");
  const accountId = await shop.openAccount(world, "reg_1", minor);
  const copied = () => shop.untilCopied(world, "reg_1");
  return { world, accountId, copied };
}

describe("store credit as a part of a sale", () => {
  it("is spent when it is taken, once, and cash pays the rest", async () => {
    const { world, accountId, copied } = await openTill(1_000);
    expect(await endOf(world, payPart(world, accountId, 1_000))).toMatchObject({ phase: "spent" });
    expect(world.sale()).toMatchObject({
      left: euros(1_450),
      taken: [{ tender: { tender: "store-credit", amount: euros(1_000) } }],
    });
    expect(balance(world, accounts.partPaid)).toBe(-1_000);
    await copied();
    expect(await readCredit(world, accountId)).toMatchObject({ balance: euros(0) });
    const { tenders } = payRest(world);
    expect(tenders.map(({ tender }) => tender)).toEqual(["store-credit", "cash"]);
    await copied();
    expect(await readCredit(world, accountId)).toMatchObject({
      balance: euros(0),
      available: euros(0),
    });
    expect(balance(world, accounts.partPaid)).toBe(0);
    expect(balance(world, accounts.storeCredit)).toBe(0);
    expect(world.act("day.x-report", {}).day.storeCredit).toMatchObject({ spentMinor: 1_000 });
  });

  it("completes the sale that cash began", async () => {
    const { world, accountId, copied } = await openTill(5_000);
    world.act("sales.scan", { saleId: world.sale().saleId, code: beans, quantity: 1 });
    takeCash(world, 450, "pay_cash-1");
    const { saleId, left: total } = world.sale();
    const spend = world.act("credit.pay", { saleId, accountId, total });
    expect(await endOf(world, spend)).toMatchObject({ phase: "spent", amount: euros(2_000) });
    await copied();
    expect(entryTypes(world).slice(-1)).toEqual(["sale-completed"]);
    expect(await readCredit(world, accountId)).toMatchObject({ balance: euros(3_000) });
    expect(balance(world, accounts.partPaid)).toBe(0);
  });

  it("is there again when the part is taken back, once", async () => {
    const { world, accountId, copied } = await openTill(1_000);
    const { saleId, reservationId } = await endOf(world, payPart(world, accountId, 600));
    const partId = world.sale().taken[0]?.partId;
    expect(partId).toBe(reservationId);
    if (partId === undefined) throw new Error("no part");
    world.act("payments.take-back", { saleId, partId, reason });
    expect(world.refusal("payments.take-back", { saleId, partId, reason })).toBe("part-not-found");
    await copied();
    expect(await readCredit(world, accountId)).toMatchObject({
      balance: euros(1_000),
      available: euros(1_000),
    });
    expect(balance(world, accounts.storeCredit)).toBe(-1_000);
    expect(world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
  });

  it("goes back, every part of it, with a sale that is given up, and can be spent anew", async () => {
    const { world, accountId, copied } = await openTill(1_000);
    for (const minor of [300, 700]) await endOf(world, payPart(world, accountId, minor));
    world.act("sales.give-up", { saleId: world.sale().saleId, reason });
    await copied();
    expect(await readCredit(world, accountId)).toMatchObject({ available: euros(1_000) });
    expect(await endOf(world, payPart(world, accountId, 1_000))).toMatchObject({ phase: "spent" });
  });

  it("takes no more than is left or than the account has, and the sale stays as it was", async () => {
    const { world, accountId } = await openTill(1_000);
    expect(await endOf(world, payPart(world, accountId, 1_001))).toMatchObject({
      ...{ phase: "refused", refusal: "credit-too-low", available: euros(1_000) },
    });
    const { saleId, left: total } = world.sale();
    const pay = { saleId, accountId, total };
    const refusal = (minor: number) =>
      world.refusal("credit.pay", { ...pay, amount: euros(minor) });
    expect([refusal(2_451), refusal(0)]).toEqual(["more-than-left", "nothing-to-charge"]);
    expect(world.sale()).toMatchObject({ left: euros(2_450), taken: [] });
  });

  it("is let go of where a crash came before the answer, and kept where it came after", async () => {
    const relay = createFakeRelay();
    const world = openWorld({ relay });
    await connect(relay);
    const first = payPart(world, stranger, 1_000);
    const held = { type: "credit-held" as const, id: "x", available: euros(0) };
    relay.say({ ...held, reservationId: first.reservationId });
    const second = payPart(world, stranger, 450);
    const after = world.restart();
    await connect(relay);
    relay.say({ ...held, reservationId: second.reservationId });
    expect(after.sale()).toMatchObject({
      left: euros(1_450),
      taken: [{ partId: first.reservationId }],
    });
    const ends = entryTypes(after).filter((type) => /tender-taken|reservation/.test(type));
    expect(ends).toEqual(["tender-taken", "reservation-released"]);
    expect(payRest(after).tenders).toHaveLength(2);
  });
});
