import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Discount } from "../../../contract/commands.ts";
import { LineId, ProductId, SaleId } from "../../../contract/ids.ts";
import type { ShopView } from "../../../contract/views.ts";
import { priceSale, type DraftLine } from "../../../register/sales/price-sale.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";

const saleId = SaleId.parse("sale_1");
const percent = (basisPoints: number): Discount => ({
  terms: { kind: "percent", basisPoints },
  reason: "loyalty",
});
const off = (minor: number): Discount => ({ terms: { kind: "amount", minor }, reason: "goodwill" });

type Terms = readonly [unitMinor: number, quantity: number, taxCode: string, discount?: Discount];

function draftOf(lines: readonly Terms[], discount: Discount | null = null) {
  return { saleId, lines: lines.map(lineOf), discount };
}

function lineOf([unitMinor, quantity, taxCode, discount]: Terms, index: number): DraftLine {
  return {
    lineId: LineId.parse(`line_${index}`),
    productId: ProductId.parse(`prod_${index}`),
    name: "Thing",
    detail: "",
    unitMinor,
    taxCode,
    quantity,
    discount: discount ?? null,
  };
}

const inclusive = demoShop.shop;
const exclusive: ShopView = { ...inclusive, taxMode: "exclusive" };

describe("priceSale", () => {
  it("prices the ticket of the design: inclusive tax, one line discounted, cash to five cents", () => {
    const draft = draftOf([
      [2_450, 1, "B"],
      [690, 2, "A"],
      [6_400, 1, "A", percent(1_000)],
      [988, 1, "B"],
      [235, 3, "A"],
      [480, 1, "B"],
    ]);
    const priced = priceSale(inclusive, draft);
    expect(priced).toMatchObject({
      subtotalMinor: 12_403,
      discountMinor: 640,
      totalMinor: 11_763,
      cashTotalMinor: 11_765,
    });
    expect(priced.taxes).toEqual([
      { code: "A", rateBasisPoints: 2_300, netMinor: 6_378, taxMinor: 1_467 },
      { code: "B", rateBasisPoints: 0, netMinor: 3_918, taxMinor: 0 },
    ]);
  });

  it("adds exclusive tax on top, rounded half up per line", () => {
    const priced = priceSale(
      exclusive,
      draftOf([
        [1_050, 1, "A"],
        [250, 1, "A"],
      ]),
    );
    expect(priced.totalMinor).toBe(1_050 + 242 + 250 + 58);
  });

  it("takes a discount before tax", () => {
    const priced = priceSale(exclusive, draftOf([[1_000, 1, "A"]], percent(5_000)));
    expect(priced.taxes).toEqual([
      { code: "A", rateBasisPoints: 2_300, netMinor: 500, taxMinor: 115 },
    ]);
  });

  it("gives a sale away at 100 % without a cent left over, B12", () => {
    const priced = priceSale(
      inclusive,
      draftOf(
        [
          [333, 3, "A"],
          [1, 1, "B"],
        ],
        percent(10_000),
      ),
    );
    expect(priced).toMatchObject({ totalMinor: 0, cashTotalMinor: 0, discountMinor: 1_000 });
  });

  it("never takes off more than there is, when a line shrinks under its discount", () => {
    expect(priceSale(inclusive, draftOf([[300, 1, "A", off(500)]])).totalMinor).toBe(0);
  });

  const line = fc.tuple(
    fc.nat(100_000_000),
    fc.integer({ min: 1, max: 9_999 }),
    fc.constantFrom("A", "B"),
    fc.option(
      fc.oneof(
        fc.integer({ min: 1, max: 10_000 }).map(percent),
        fc.nat(5_000).map((n) => off(n + 1)),
      ),
      {
        nil: undefined,
      },
    ),
  );
  const sale = fc.tuple(
    fc.array(line, { minLength: 1, maxLength: 40 }),
    fc.option(
      fc.oneof(
        fc.integer({ min: 1, max: 10_000 }).map(percent),
        fc.nat(90_000).map((n) => off(n + 1)),
      ),
      {
        nil: null,
      },
    ),
    fc.constantFrom(inclusive, exclusive),
  );

  it("lets every sum add up: lines to taxes, list less discounts to total, within safe integers", () => {
    fc.assert(
      fc.property(sale, ([lines, discount, shop]) => {
        const priced = priceSale(shop, draftOf(lines as unknown as Terms[], discount));
        const total = (pick: (line: (typeof priced.lines)[number]) => number) =>
          priced.lines.reduce((sum, sold) => sum + pick(sold), 0);
        const tax = total(({ taxMinor }) => taxMinor);
        const net = total(({ netMinor }) => netMinor);
        const afterDiscount = priced.subtotalMinor - priced.discountMinor;
        expect(net + tax).toBe(priced.totalMinor);
        expect(priced.totalMinor).toBe(
          shop.taxMode === "inclusive" ? afterDiscount : afterDiscount + tax,
        );
        expect(priced.taxes.reduce((sum, { taxMinor }) => sum + taxMinor, 0)).toBe(tax);
        expect(Number.isSafeInteger(priced.totalMinor)).toBe(true);
        for (const sold of priced.lines) {
          expect(sold.netMinor).toBeGreaterThanOrEqual(0);
          expect(sold.listNetMinor).toBeGreaterThanOrEqual(sold.netMinor);
        }
      }),
    );
  });
});
