import { describe, expect, it } from "vitest";
import { Currency, money } from "../../../contract/money.ts";
import { beans, openWorld, papers } from "../../support/world.ts";

const eur = (minor: number) => money(minor, Currency.parse("EUR"));

function worldWithBeans() {
  const world = openWorld();
  const { saleId } = world.sale();
  world.act("sales.scan", { saleId, code: beans, quantity: 1 });
  return { world, saleId };
}

describe("payCash", () => {
  it("writes the sale, its change and its rounding, and opens the next sale", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    world.act("sales.scan", { saleId, code: papers, quantity: 1 });
    world.act("sales.discount", {
      saleId,
      discount: { terms: { kind: "percent", basisPoints: 1_000 }, reason: "loyalty" },
    });
    expect(world.sale()).toMatchObject({ total: eur(621), cashTotal: eur(620) });
    const receipt = world.act("sales.pay-cash", { saleId, total: eur(620), given: eur(1_000) });
    expect(receipt).toMatchObject({
      receiptNumber: "2-1",
      rounding: eur(-1),
      tenders: [{ tender: "cash", amount: eur(620), given: eur(1_000), change: eur(380) }],
    });
    expect(world.sale()).toMatchObject({ lines: [], itemCount: 0 });
    expect(world.sale().saleId).not.toBe(saleId);
    const told = world.events.map(({ event }) => event);
    expect(told.slice(told.indexOf("sale-completed"))).toEqual([
      "sale-completed",
      "sale-changed",
      "lanes-changed",
    ]);
  });

  it("answers the same receipt when the same call comes again, and writes one sale", () => {
    const { world, saleId } = worldWithBeans();
    const call = { saleId, total: eur(2_450), given: eur(3_000) };
    const first = world.act("sales.pay-cash", call);
    expect(world.act("sales.pay-cash", call)).toEqual(first);
    expect(world.restart().act("sales.pay-cash", call)).toEqual(first);
  });

  it("refuses to pay a completed sale in another way", () => {
    const { world, saleId } = worldWithBeans();
    world.act("sales.pay-cash", { saleId, total: eur(2_450), given: eur(3_000) });
    expect(world.refusal("sales.pay-cash", { saleId, total: eur(2_450), given: eur(2_500) })).toBe(
      "sale-completed",
    );
  });

  it.each([
    ["price-changed", { total: eur(2_400), given: eur(3_000) }],
    ["not-enough-cash", { total: eur(2_450), given: eur(2_449) }],
    ["not-enough-cash", { total: eur(2_450), given: money(9_999, Currency.parse("USD")) }],
    ["too-much-cash", { total: eur(2_450), given: eur(4_006_381) }],
    ["bad-input", { total: eur(2_450), given: { minor: 24.5, currency: "EUR" } }],
    ["sale-not-open", { saleId: "sale_other", total: eur(2_450), given: eur(3_000) }],
  ])("answers %s and keeps the sale open", (refusal, input) => {
    const { world, saleId } = worldWithBeans();
    expect(world.refusal("sales.pay-cash", { saleId, ...input })).toBe(refusal);
    expect(world.sale()).toMatchObject({ saleId, itemCount: 1 });
  });

  it("refuses an empty sale", () => {
    const world = openWorld();
    const { saleId } = world.sale();
    expect(world.refusal("sales.pay-cash", { saleId, total: eur(0), given: eur(0) })).toBe(
      "sale-empty",
    );
  });

  it("numbers receipts without a gap over restarts", () => {
    const world = openWorld();
    expect([world.sell(beans), world.sell(papers)].map((r) => r.receiptNumber)).toEqual([
      "2-1",
      "2-2",
    ]);
    expect(world.restart().sell(beans).receiptNumber).toBe("2-3");
  });
});
