import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { beans, kettle, openWorld, papers } from "../../support/world.ts";

describe("xReport", () => {
  it("is all zeros on a day without a sale", () => {
    expect(openWorld().act("day.x-report", {})).toMatchObject({
      saleCount: 0,
      firstSeq: 1,
      taken: { minor: 0 },
      drawerExpected: { minor: 0 },
      tenders: [],
      taxes: [],
    });
  });

  it("sums what receipts said, and changes nothing", () => {
    const world = openWorld();
    const receipts = [world.sell(beans), world.sell(papers, papers), world.sell(kettle)];
    const report = world.act("day.x-report", {});
    const taken = receipts.reduce(
      (sum, { total, rounding }) => sum + total.minor + rounding.minor,
      0,
    );
    expect(report).toMatchObject({
      saleCount: 3,
      itemCount: 4,
      firstSeq: 1,
      lastSeq: 4,
      headHash: receipts[2]?.hash,
      taken: { minor: taken },
      drawerExpected: { minor: taken },
      tenders: [{ tender: "cash", count: 3 }],
    });
    expect(world.act("day.x-report", {})).toEqual({ ...report, atMs: report.atMs + 1_000 });
  });

  it.each(["inclusive", "exclusive"] as const)(
    "agrees with the postings whatever was sold, %s, I4",
    (taxMode) => {
      const world = openWorld({ shop: { cashStepMinor: 5, taxMode } });
      const basket = fc.array(fc.constantFrom(beans, papers, kettle), {
        minLength: 1,
        maxLength: 4,
      });
      const percent = fc.integer({ min: 1, max: 10_000 });
      fc.assert(
        fc.property(basket, percent, (codes, basisPoints) => {
          const { saleId } = world.sale();
          for (const code of codes) world.act("sales.scan", { saleId, code, quantity: 1 });
          const terms = { kind: "percent", basisPoints } as const;
          world.act("sales.discount", { saleId, discount: { terms, reason: "goodwill" } });
          const { cashTotal } = world.sale();
          world.act("sales.pay-cash", { saleId, total: cashTotal, given: cashTotal });
          const report = world.act("day.x-report", {});
          const { taken, grossSales, discounts, taxAdded, rounding } = report;
          expect(report.drawerExpected).toEqual(taken);
          expect(grossSales.minor - discounts.minor + taxAdded.minor + rounding.minor).toBe(
            taken.minor,
          );
        }),
        { numRuns: 40 },
      );
    },
  );
});
