import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineId, ProductId, SaleId } from "../../../contract/ids.ts";
import { ppmOf, rateOf, rateOfPpm } from "../../../contract/tax-rate.ts";
import type { ShopView, TaxClass } from "../../../contract/views.ts";
import { faultOfEntry } from "../../../ledger/entry-rules.ts";
import type { SaleCompleted, SoldLine } from "../../../ledger/ledger-entry.ts";
import { postingsOf } from "../../../ledger/postings.ts";
import { priceSale, type DraftSale } from "../../../register/sales/price-sale.ts";
import { scaleHalfUp } from "../../../contract/rounding.ts";
import { sumClasses, sumTaxes } from "../../../ledger/day/tax-sums.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { off, percent } from "./golden-prices.ts";

/** Whole basis points, and finer. */
const rate = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }).map((basisPoints) => basisPoints * 100),
  fc.integer({ min: 0, max: 1_000_000 }),
);
const upon = fc.constantFrom({}, { isCompound: true as const });
const taxClass = (code: string): fc.Arbitrary<TaxClass> =>
  fc.oneof(
    rate.map((ppm) => ({ code, ...rateOfPpm(ppm) })),
    fc.tuple(rate, rate, rate, upon, upon).map(([federal, state, city, ofState, ofCity]) => ({
      code,
      ...rateOfPpm(federal + state + city),
      taxes: [
        { code: "FED", ...rateOfPpm(federal) },
        { code: "ST", ...rateOfPpm(state), ...ofState },
        { code: "CITY", ...rateOfPpm(city), ...ofCity },
      ],
    })),
  );

const shops: fc.Arbitrary<ShopView> = fc
  .record({
    taxMode: fc.constantFrom("inclusive" as const, "exclusive" as const),
    taxRounding: fc.constantFrom("line" as const, "ticket" as const),
    taxBase: fc.constantFrom("discounted" as const, "listed" as const),
    taxClasses: fc.tuple(taxClass("A"), taxClass("B")),
  })
  .map((terms) => ({ ...demoShop.shop, ...terms }));

const discounts = fc.option(
  fc.oneof(
    fc.integer({ min: 1, max: 10_000 }).map(percent),
    fc.integer({ min: 1, max: 50_000 }).map(off),
  ),
);

const drafts: fc.Arbitrary<DraftSale> = fc
  .record({
    discount: discounts,
    lines: fc.array(
      fc.record({
        unitMinor: fc.nat(1_000_000),
        quantity: fc.integer({ min: 1, max: 40 }),
        taxCode: fc.constantFrom("A", "B"),
        discount: discounts,
      }),
      { minLength: 1, maxLength: 12 },
    ),
  })
  .map(({ lines, discount }) => ({
    saleId: SaleId.parse("sale_1"),
    discount,
    lines: lines.map((line, index) => ({
      ...line,
      lineId: LineId.parse(`line_${index}`),
      productId: ProductId.parse(`prod_${index}`),
      name: "Thing",
      detail: "",
    })),
  }));

const sum = (lines: readonly SoldLine[], minorOf: (line: SoldLine) => number) =>
  lines.reduce((total, line) => total + minorOf(line), 0);

/** One tax after the other, each rounded. */
function onTop(taxClass: TaxClass, paidMinor: number): number {
  let taxMinor = 0;
  for (const tax of taxClass.taxes ?? [taxClass]) {
    const isUpon = "isCompound" in tax;
    taxMinor += scaleHalfUp(paidMinor + (isUpon ? taxMinor : 0), ppmOf(tax), 1_000_000);
  }
  return taxMinor;
}

/** By 10^18ths, which hold three rates upon each other exactly. */
function within(taxClass: TaxClass, paidMinor: number): number {
  const one = 10n ** 18n;
  let all = 0n;
  for (const tax of taxClass.taxes ?? [taxClass]) {
    const base = "isCompound" in tax ? one + all : one;
    all += (base * BigInt(ppmOf(tax))) / 1_000_000n;
  }
  return scaleHalfUp(paidMinor, all, one + all);
}

function entryOf(shop: ShopView, draft: DraftSale): SaleCompleted {
  const { lines, totalMinor, cashTotalMinor } = priceSale(shop, draft);
  return {
    type: "sale-completed",
    saleId: draft.saleId,
    receiptCount: 1,
    userId: "user_1" as SaleCompleted["userId"],
    currency: shop.currency,
    taxMode: shop.taxMode,
    lines: [...lines],
    discount: draft.discount,
    totalMinor,
    roundingMinor: cashTotalMinor - totalMinor,
    tenders: [
      { tender: "cash", amountMinor: cashTotalMinor, givenMinor: cashTotalMinor, changeMinor: 0 },
    ],
  };
}

describe("taxLines", () => {
  it("makes every line and every sum agree, whatever the shop's settings", () => {
    fc.assert(
      fc.property(shops, drafts, (shop, draft) => {
        const { lines, totalMinor, subtotalMinor, discountMinor, taxes } = priceSale(shop, draft);
        const tax = sum(lines, ({ taxMinor }) => taxMinor);
        const onTop = shop.taxMode === "exclusive" ? tax : 0;
        expect(totalMinor).toBe(subtotalMinor - discountMinor + onTop);
        expect(sum(lines, ({ netMinor }) => netMinor) + tax).toBe(totalMinor);
        expect(taxes.reduce((total, { taxMinor }) => total + taxMinor, 0)).toBe(tax);
        for (const line of lines) {
          expect(Math.min(line.netMinor, line.taxMinor, line.discountMinor)).toBeGreaterThanOrEqual(
            0,
          );
          expect(line.listNetMinor).toBeGreaterThanOrEqual(line.netMinor);
          if (line.discountMinor === 0) expect(line.listNetMinor).toBe(line.netMinor);
        }
      }),
    );
  });

  it("makes entries that the book takes: they add up and balance, I4", () => {
    fc.assert(
      fc.property(shops, drafts, (shop, draft) => {
        const entry = entryOf(shop, draft);
        expect(faultOfEntry(entry)).toBeUndefined();
        expect(postingsOf(entry).reduce((total, { minor }) => total + minor, 0)).toBe(0);
      }),
    );
  });

  it("rounds a class once where the shop rounds per ticket, and shares it out to the cent", () => {
    fc.assert(
      fc.property(shops, drafts, (any, draft) => {
        const shop: ShopView = { ...any, taxRounding: "ticket", taxBase: "discounted" };
        for (const taxClass of shop.taxClasses) {
          const lines = priceSale(shop, draft).lines.filter(
            ({ taxCode }) => taxCode === taxClass.code,
          );
          const paid = sum(lines, ({ listMinor, discountMinor }) => listMinor - discountMinor);
          const due = shop.taxMode === "inclusive" ? within(taxClass, paid) : onTop(taxClass, paid);
          expect(sum(lines, ({ taxMinor }) => taxMinor)).toBe(due);
        }
      }),
    );
  });

  it("reckons a tax upon taxes on the net and those before it, line by line", () => {
    fc.assert(
      fc.property(shops, drafts, (any, draft) => {
        const shop: ShopView = { ...any, taxRounding: "line", taxMode: "exclusive" };
        for (const { taxCode, taxes = [] } of priceSale(shop, draft).lines) {
          const rates = shop.taxClasses.find(({ code }) => code === taxCode)?.taxes ?? [];
          let before = 0;
          rates.forEach((tax, index) => {
            const part = taxes[index];
            const netMinor = (taxes[0]?.netMinor ?? 0) + (tax.isCompound ? before : 0);
            expect(part).toEqual({
              ...{ code: tax.code, ...rateOf(tax), netMinor },
              taxMinor: scaleHalfUp(netMinor, ppmOf(tax), 1_000_000),
            });
            before += part?.taxMinor ?? 0;
          });
        }
      }),
    );
  });

  it("reckons tax on the listed price as if nothing had been taken off", () => {
    fc.assert(
      fc.property(shops, drafts, (any, draft) => {
        const shop: ShopView = { ...any, taxBase: "listed" };
        const undiscounted = draft.lines.map((line) => ({ ...line, discount: null }));
        const full = priceSale(shop, { ...draft, discount: null, lines: undiscounted });
        expect(priceSale(shop, draft).lines.map(({ taxMinor }) => taxMinor)).toEqual(
          full.lines.map(({ taxMinor }) => taxMinor),
        );
      }),
    );
  });
});

describe("sumClasses", () => {
  it("names each net once, so that a refund of all lines takes back exactly what was paid", () => {
    fc.assert(
      fc.property(shops, drafts, (shop, draft) => {
        const { lines, totalMinor } = priceSale(shop, draft);
        const shares = sumClasses(lines);
        const given = shares.reduce((total, share) => total + share.netMinor + share.taxMinor, 0);
        expect(given).toBe(totalMinor);
        expect(sumTaxes(shares)).toEqual(sumTaxes(lines));
      }),
    );
  });
});
