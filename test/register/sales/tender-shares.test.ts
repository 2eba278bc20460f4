import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rateOfPpm } from "../../../contract/tax-rate.ts";
import type { SaleCompleted, SoldLine, TaxShare, Tender } from "../../../ledger/ledger-entry.ts";
import { splitByWeight } from "../../../contract/rounding.ts";
import { sumClasses, sumTaxes } from "../../../ledger/day/tax-sums.ts";
import { tenderShares } from "../../../register/sales/tender-shares.ts";
import { cash, sampleSale } from "../../support/sample-sale.ts";

const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/** A line of one of three classes; the last has taxes of its own, some of them alike. */
const lines = fc.record({
  taxCode: fc.constantFrom("A", "B", "C"),
  netMinor: fc.nat(5_000),
  taxMinors: fc.tuple(fc.nat(500), fc.nat(500), fc.nat(500)),
});

type Line = typeof lines extends fc.Arbitrary<infer Each> ? Each : never;

function soldLine(sold: SoldLine, { taxCode, netMinor, taxMinors }: Line): SoldLine {
  if (taxCode !== "C") return { ...sold, taxCode, netMinor, taxMinor: taxMinors[0] };
  const taxes = taxMinors.map((taxMinor, index) => ({
    ...{ code: `T${index}`, ...rateOfPpm(99_750), netMinor, taxMinor },
  }));
  return { ...sold, taxCode, netMinor, taxMinor: total(taxMinors), taxes };
}

/** A sale paid by up to six tenders, the last of which may carry cash rounding, either way. */
const sales = fc
  .record({
    lines: fc.array(lines, { minLength: 1, maxLength: 8 }),
    weights: fc.array(fc.nat(100), { minLength: 1, maxLength: 6 }),
    roundingMinor: fc.integer({ min: -2, max: 2 }),
  })
  .map(({ lines: parts, weights, roundingMinor }): SaleCompleted => {
    const sale = sampleSale({ receiptCount: 1, prices: parts.map(() => 100) });
    const sold = sale.lines.map((line, index) => soldLine(line, parts[index] as Line));
    const totalMinor = total(sold.map(({ netMinor, taxMinor }) => netMinor + taxMinor));
    const limits = weights.map(() => Number.POSITIVE_INFINITY);
    const isWeighed = total(weights) > 0;
    const amounts = isWeighed ? splitByWeight(totalMinor, weights, limits) : [totalMinor];
    const isRounded = (amounts.at(-1) ?? 0) >= 2;
    const tenders = amounts.map((minor, index): Tender => {
      const isLast = index === amounts.length - 1;
      return cash(minor + (isLast && isRounded ? roundingMinor : 0));
    });
    return {
      ...sale,
      lines: sold,
      totalMinor,
      roundingMinor: isRounded ? roundingMinor : 0,
      tenders,
    };
  });

const sharesOf = (sale: SaleCompleted): readonly TaxShare[][] =>
  sale.tenders.map((_, index) => tenderShares(sale, index));

const paidOf = (shares: readonly TaxShare[]) =>
  total(shares.map(({ netMinor, taxMinor }) => netMinor + taxMinor));

describe("tenderShares", () => {
  it("gives each tender what it paid, to the cent, and the rounding to nobody", () => {
    fc.assert(
      fc.property(sales, (sale) => {
        sharesOf(sale).forEach((shares, index) => {
          const isLast = index === sale.tenders.length - 1;
          const paid = (sale.tenders[index]?.amountMinor ?? 0) - (isLast ? sale.roundingMinor : 0);
          expect(paidOf(shares)).toBe(paid);
        });
      }),
    );
  });

  it("makes the whole sale of all its tenders: each class, and each tax in it", () => {
    fc.assert(
      fc.property(sales, (sale) => {
        const all = sharesOf(sale).flat();
        expect(sumClasses(all)).toEqual(
          sumClasses(sale.lines).filter(({ netMinor, taxMinor }) => netMinor + taxMinor > 0),
        );
        const taxed = (taxes: ReturnType<typeof sumTaxes>) =>
          taxes
            .filter(({ taxMinor }) => taxMinor > 0)
            .map(({ code, taxMinor }) => [code, taxMinor]);
        expect(taxed(sumTaxes(all))).toEqual(taxed(sumTaxes(sale.lines)));
      }),
    );
  });

  it("never gives less than nothing, and the taxes of a share make its tax", () => {
    fc.assert(
      fc.property(sales, (sale) => {
        for (const { netMinor, taxMinor, taxes } of sharesOf(sale).flat()) {
          expect(Math.min(netMinor, taxMinor)).toBeGreaterThanOrEqual(0);
          for (const part of taxes ?? []) {
            expect(Math.min(part.netMinor, part.taxMinor)).toBeGreaterThanOrEqual(0);
          }
          if (taxes) expect(total(taxes.map((part) => part.taxMinor))).toBe(taxMinor);
        }
      }),
    );
  });
});
