import { describe, expect, it } from "vitest";
import { rateOfPpm } from "../../../contract/tax-rate.ts";
import type { ShopView } from "../../../contract/views.ts";
import { readTill } from "../../support/card-books.ts";
import { closeDay, euros, openDayWorld, openDrawer } from "../../support/day.ts";
import { refundOf } from "../../support/refund-world.ts";
import { beans, kettle, openWorld, type World } from "../../support/world.ts";

const qst = { code: "QST", rateBasisPoints: 997, ratePpm: 99_750 };
/** Beans bear one fine tax, a kettle two, of which the second is upon the first. */
const shop: Partial<ShopView> = {
  taxMode: "exclusive",
  cashStepMinor: 1,
  taxClasses: [
    {
      code: "A",
      ...rateOfPpm(149_750),
      taxes: [
        { code: "GST", rateBasisPoints: 500 },
        { ...qst, isCompound: true },
      ],
    },
    { ...qst, code: "B" },
  ],
};

function openShop(): World {
  const { world } = openDayWorld({}, { shop });
  openDrawer(world, 0);
  return world;
}

describe("a shop whose taxes are finer than a basis point and upon each other", () => {
  it("names them alike on the receipt, in the X, the Z and the period", () => {
    const world = openShop();
    // 24.50 × 9.975 % = 2.44; 64.00 × 5 % = 3.20; 67.20 × 9.975 % = 6.70.
    const taxes = [
      { code: "B", rateBasisPoints: 997, ratePpm: 99_750, net: euros(2_450), tax: euros(244) },
      { code: "GST", rateBasisPoints: 500, net: euros(6_400), tax: euros(320) },
      { ...qst, net: euros(6_720), tax: euros(670) },
    ];
    expect(world.sell(beans, kettle).taxes).toEqual(taxes);
    expect(world.act("day.x-report", {}).taxes).toEqual(taxes);
    closeDay(world);
    const rebuilt = world.act("day.rebuild-z", { zNumber: 1 });
    expect(rebuilt.isSame).toBe(true);
    expect(rebuilt.report.taxes).toMatchObject([
      { code: "B", ratePpm: 99_750 },
      { code: "GST" },
      { code: "QST", ratePpm: 99_750, netMinor: 6_720, taxMinor: 670 },
    ]);
    expect(world.act("day.period", { fromZ: 1, toZ: 1 }).taxes).toEqual(taxes);
    const till = readTill(world.folder);
    expect(till.fault).toBeUndefined();
    const accounts = till.entries.flatMap(({ postings }) => postings.map(({ account }) => account));
    expect(accounts).toContain("liabilities:tax:QST:997.5");
  });

  it("owes nothing of either tax after all of it was brought back, line by line", () => {
    const world = openWorld({ shop });
    const receipt = world.sell(beans, kettle);
    world.act("refunds.pay", refundOf(receipt, 2_694));
    world.act("refunds.pay", refundOf(receipt, 7_390, { id: "2", pieces: [[1, 1]] }));
    const owed = new Map<string, number>();
    for (const { postings } of readTill(world.folder).entries) {
      for (const { account, minor } of postings) {
        owed.set(account, (owed.get(account) ?? 0) + minor);
      }
    }
    const taxes = [...owed].filter(([account]) => account.startsWith("liabilities:tax:"));
    expect(taxes).toEqual([
      ["liabilities:tax:B:997.5", 0],
      ["liabilities:tax:GST:500", 0],
      ["liabilities:tax:QST:997.5", 0],
    ]);
    expect(world.act("day.x-report", {}).drawerExpected).toEqual(euros(0));
  });
});
