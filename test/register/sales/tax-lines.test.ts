import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineId, ProductId, SaleId } from "../../../contract/ids.ts";
import type { ShopView, TaxClass } from "../../../contract/views.ts";
import { faultOfEntry } from "../../../ledger/entry-rules.ts";
import type { SaleCompleted, SoldLine } from "../../../ledger/ledger-entry.ts";
import { postingsOf } from "../../../ledger/postings.ts";
import { priceSale, type DraftSale } from "../../../register/sales/price-sale.ts";
import { scaleHalfUp } from "../../../register/sales/rounding.ts";
import { sumClasses, sumTaxes } from "../../../register/sales/tax-sums.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";
import { off, percent } from "./golden-prices.ts";

const rate = fc.integer({ min: 0, max: 10_000 });
const taxClass = (code: string): fc.Arbitrary<TaxClass> =>
  fc.oneof(
    rate.map((rateBasisPoints) => ({ code, rateBasisPoints })),
    fc.tuple(rate, rate, rate).map(([federal, state, city]) => ({
      code,
      rateBasisPoints: federal + state + city,
      taxes: [
        { code: "FED", rateBasisPoints: federal },
        { code: "ST", rateBasisPoints: state },
        { code: "CITY", rateBasisPoints: city },
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
        for (const { code, rateBasisPoints, taxes } of shop.taxClasses) {
          const lines = priceSale(shop, draft).lines.filter(({ taxCode }) => taxCode === code);
          const paid = sum(lines, ({ listMinor, discountMinor }) => listMinor - discountMinor);
          const due =
            shop.taxMode === "inclusive"
              ? scaleHalfUp(paid, rateBasisPoints, 10_000 + rateBasisPoints)
              : (taxes ?? [{ rateBasisPoints }]).reduce(
                  (total, each) => total + scaleHalfUp(paid, each.rateBasisPoints, 10_000),
                  0,
                );
          expect(sum(lines, ({ taxMinor }) => taxMinor)).toBe(due);
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
