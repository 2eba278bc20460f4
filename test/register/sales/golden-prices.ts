import type { Discount } from "../../../contract/commands.ts";
import type { ShopView, TaxClass } from "../../../contract/views.ts";

/**
 * Tickets with the amounts that a bookkeeper reckons by hand, all in minor units. A tax is
 * [code, rate in basis points (997.5 is 9.975 %), what it is reckoned on, tax]. `cash` is the total
 * as coins pay it.
 */
export type Golden = Readonly<{
  ticket: string;
  currency: string;
  terms?: Partial<Pick<ShopView, "taxMode" | "taxRounding" | "taxBase" | "cashStepMinor">>;
  classes: readonly TaxClass[];
  lines: readonly (readonly [unit: number, quantity: number, taxCode: string, Discount?])[];
  discount?: Discount;
  taxes: readonly (readonly [code: string, rate: number, base: number, tax: number])[];
  total: number;
  cash: number;
}>;

export const percent = (basisPoints: number): Discount => ({
  terms: { kind: "percent", basisPoints },
  reason: "loyalty",
});
export const off = (minor: number): Discount => ({
  terms: { kind: "amount", minor },
  reason: "goodwill",
});

const one = (rateBasisPoints: number): TaxClass[] => [{ code: "A", rateBasisPoints }];
/** British Columbia: federal and provincial tax on the same goods. */
const gstAndPst: TaxClass[] = [
  {
    code: "A",
    rateBasisPoints: 1_200,
    taxes: [
      { code: "GST", rateBasisPoints: 500 },
      { code: "PST", rateBasisPoints: 700 },
    ],
  },
];
const onTop = { taxMode: "exclusive" } as const;

export const goldens: readonly Golden[] = [
  {
    ticket: "EUR 12.30 with 23 % inside holds 2.30",
    currency: "EUR",
    classes: one(2_300),
    lines: [[1_230, 1, "A"]],
    taxes: [["A", 2_300, 1_000, 230]],
    total: 1_230,
    cash: 1_230,
  },
  {
    ticket: "EUR 0.99 with 23 % inside: 18.51 cents of tax are 19",
    currency: "EUR",
    classes: one(2_300),
    lines: [[99, 1, "A"]],
    taxes: [["A", 2_300, 80, 19]],
    total: 99,
    cash: 99,
  },
  {
    ticket: "USD 19.99 plus 8.25 %: 164.92 cents are 165",
    currency: "USD",
    terms: onTop,
    classes: one(825),
    lines: [[1_999, 1, "A"]],
    taxes: [["A", 825, 1_999, 165]],
    total: 2_164,
    cash: 2_164,
  },
  {
    ticket: "three lines of USD 0.33 plus 8.25 %, rounded per line: 3 + 3 + 3",
    currency: "USD",
    terms: onTop,
    classes: one(825),
    lines: [
      [33, 1, "A"],
      [33, 1, "A"],
      [33, 1, "A"],
    ],
    taxes: [["A", 825, 99, 9]],
    total: 108,
    cash: 108,
  },
  {
    ticket: "the same three lines rounded per ticket: 8.17 cents of 99 are 8",
    currency: "USD",
    terms: { ...onTop, taxRounding: "ticket" },
    classes: one(825),
    lines: [
      [33, 1, "A"],
      [33, 1, "A"],
      [33, 1, "A"],
    ],
    taxes: [["A", 825, 99, 8]],
    total: 107,
    cash: 107,
  },
  {
    ticket: "CAD 10.05 plus two taxes, each rounded: 50.25 and 70.35",
    currency: "CAD",
    terms: { ...onTop, cashStepMinor: 5 },
    classes: gstAndPst,
    lines: [[1_005, 1, "A"]],
    taxes: [
      ["GST", 500, 1_005, 50],
      ["PST", 700, 1_005, 70],
    ],
    total: 1_125,
    cash: 1_125,
  },
  {
    ticket: "CAD 1.00 with both taxes inside: 10.71 is 11, of which 4.58 is 5",
    currency: "CAD",
    classes: gstAndPst,
    lines: [[100, 1, "A"]],
    taxes: [
      ["GST", 500, 89, 5],
      ["PST", 700, 89, 6],
    ],
    total: 100,
    cash: 100,
  },
  {
    ticket: "JPY has no decimals: 108 with 10 % inside holds 9.82, so 10",
    currency: "JPY",
    classes: one(1_000),
    lines: [[108, 1, "A"]],
    taxes: [["A", 1_000, 98, 10]],
    total: 108,
    cash: 108,
  },
  {
    ticket: "ISK has no decimals: 12345 with 24 % inside holds 2389.35",
    currency: "ISK",
    classes: one(2_400),
    lines: [[12_345, 1, "A"]],
    taxes: [["A", 2_400, 9_956, 2_389]],
    total: 12_345,
    cash: 12_345,
  },
  {
    ticket: "KWD has three: 3 x 1.250 plus 5 % is 187.5 fils, so 188; coins pay 3.940",
    currency: "KWD",
    terms: { ...onTop, cashStepMinor: 5 },
    classes: one(500),
    lines: [[1_250, 3, "A"]],
    taxes: [["A", 500, 3_750, 188]],
    total: 3_938,
    cash: 3_940,
  },
  {
    ticket: "HUF 1999 with 27 % inside; the smallest coin is 5 forints",
    currency: "HUF",
    terms: { cashStepMinor: 500 },
    classes: one(2_700),
    lines: [[199_900, 1, "A"]],
    taxes: [["A", 2_700, 157_402, 42_498]],
    total: 199_900,
    cash: 200_000,
  },
  {
    ticket: "CHF 9.98 with 8.1 % inside is 10.00 in coins",
    currency: "CHF",
    terms: { cashStepMinor: 5 },
    classes: one(810),
    lines: [[998, 1, "A"]],
    taxes: [["A", 810, 923, 75]],
    total: 998,
    cash: 1_000,
  },
  {
    ticket: "SEK 10.50 is 11 in coins: a half goes up",
    currency: "SEK",
    terms: { cashStepMinor: 100 },
    classes: one(2_500),
    lines: [[1_050, 1, "A"]],
    taxes: [["A", 2_500, 840, 210]],
    total: 1_050,
    cash: 1_100,
  },
  {
    ticket: "USD 100 less 25 % before tax: 10 % of 75",
    currency: "USD",
    terms: onTop,
    classes: one(1_000),
    lines: [[10_000, 1, "A", percent(2_500)]],
    taxes: [["A", 1_000, 7_500, 750]],
    total: 8_250,
    cash: 8_250,
  },
  {
    ticket: "USD 100 less 25 % after tax: 10 % of 100, as for a coupon of the maker",
    currency: "USD",
    terms: { ...onTop, taxBase: "listed" },
    classes: one(1_000),
    lines: [[10_000, 1, "A", percent(2_500)]],
    taxes: [["A", 1_000, 10_000, 1_000]],
    total: 8_500,
    cash: 8_500,
  },
  {
    ticket: "EUR 110 with 10 % inside, half off after tax: the tax stays 10",
    currency: "EUR",
    terms: { taxBase: "listed" },
    classes: one(1_000),
    lines: [[11_000, 1, "A", percent(5_000)]],
    taxes: [["A", 1_000, 10_000, 1_000]],
    total: 5_500,
    cash: 5_500,
  },
  {
    ticket: "EUR 110 given away after tax: the customer owes the tax all the same",
    currency: "EUR",
    terms: { taxBase: "listed" },
    classes: one(1_000),
    lines: [[11_000, 1, "A", percent(10_000)]],
    taxes: [["A", 1_000, 10_000, 1_000]],
    total: 1_000,
    cash: 1_000,
  },
  {
    ticket: "EUR 1.00 off three lines of 10.00: 33 + 33 + 34",
    currency: "EUR",
    classes: one(0),
    lines: [
      [1_000, 1, "A"],
      [1_000, 1, "A"],
      [1_000, 1, "A"],
    ],
    discount: off(100),
    taxes: [["A", 0, 2_900, 0]],
    total: 2_900,
    cash: 2_900,
  },
  {
    ticket: "EUR 9,999 times 1,000,000.00 with 23 % inside, beyond what a float holds exactly",
    currency: "EUR",
    classes: one(2_300),
    lines: [[100_000_000, 9_999, "A"]],
    taxes: [["A", 2_300, 812_926_829_268, 186_973_170_732]],
    total: 999_900_000_000,
    cash: 999_900_000_000,
  },
];
