import { rateOfPpm } from "../../../contract/tax-rate.ts";
import type { TaxClass } from "../../../contract/views.ts";
import { percent, type Golden } from "./golden-prices.ts";

const gst = { code: "GST", rateBasisPoints: 500 };
const qst = { code: "QST", rateBasisPoints: 997, ratePpm: 99_750 };
/** Québec: both on the price. Until 2012 its tax was 9.5 %, upon the price and the federal tax. */
const gstAndQst: TaxClass[] = [{ code: "A", ...rateOfPpm(149_750), taxes: [gst, qst] }];
const qstUponGst: TaxClass[] = [
  {
    code: "A",
    rateBasisPoints: 1_450,
    taxes: [gst, { code: "QST", rateBasisPoints: 950, isCompound: true }],
  },
];
/** Prince Edward Island until 2013. */
const pstUponGst: TaxClass[] = [
  {
    code: "A",
    rateBasisPoints: 1_500,
    taxes: [gst, { code: "PST", rateBasisPoints: 1_000, isCompound: true }],
  },
];
const tenths: TaxClass[] = [
  {
    code: "A",
    rateBasisPoints: 3_000,
    taxes: [
      { code: "T1", rateBasisPoints: 1_000 },
      { code: "T2", rateBasisPoints: 1_000, isCompound: true },
      { code: "T3", rateBasisPoints: 1_000, isCompound: true },
    ],
  },
];
const onTop = { taxMode: "exclusive" } as const;

/** Tickets whose taxes are finer than a basis point, or upon each other. */
export const taxGoldens: readonly Golden[] = [
  {
    ticket: "CAD 100.00 plus 5 % and 9.975 %, each on the price: 5.00 and 9.975",
    currency: "CAD",
    terms: { ...onTop, cashStepMinor: 5 },
    classes: gstAndQst,
    lines: [[10_000, 1, "A"]],
    taxes: [
      ["GST", 500, 10_000, 500],
      ["QST", 997.5, 10_000, 998],
    ],
    total: 11_498,
    cash: 11_500,
  },
  {
    ticket: "CAD 114.98 with both inside: 14.9753 is 14.98, of which 5.00 are federal",
    currency: "CAD",
    classes: gstAndQst,
    lines: [[11_498, 1, "A"]],
    taxes: [
      ["GST", 500, 10_000, 500],
      ["QST", 997.5, 10_000, 998],
    ],
    total: 11_498,
    cash: 11_498,
  },
  {
    ticket: "USD 16.00 plus 6.0625 %: 97 cents to the dot",
    currency: "USD",
    terms: onTop,
    classes: [{ code: "A", rateBasisPoints: 606, ratePpm: 60_625 }],
    lines: [[1_600, 1, "A"]],
    taxes: [["A", 606.25, 1_600, 97]],
    total: 1_697,
    cash: 1_697,
  },
  {
    ticket: "USD 80.00 plus 0.0625 %: 5 cents, where whole basis points would say none",
    currency: "USD",
    terms: onTop,
    classes: [{ code: "A", rateBasisPoints: 6, ratePpm: 625 }],
    lines: [[8_000, 1, "A"]],
    taxes: [["A", 6.25, 8_000, 5]],
    total: 8_005,
    cash: 8_005,
  },
  {
    ticket: "three lines of CAD 0.33 plus 9.975 %, rounded per ticket: 9.875 cents are 10",
    currency: "CAD",
    terms: { ...onTop, taxRounding: "ticket" },
    classes: [{ code: "A", ...rateOfPpm(99_750) }],
    lines: [
      [33, 1, "A"],
      [33, 1, "A"],
      [33, 1, "A"],
    ],
    taxes: [["A", 997.5, 99, 10]],
    total: 109,
    cash: 109,
  },
  {
    ticket: "CAD 100.00 plus 5 %, then 9.5 % of 105.00: 9.975",
    currency: "CAD",
    terms: onTop,
    classes: qstUponGst,
    lines: [[10_000, 1, "A"]],
    taxes: [
      ["GST", 500, 10_000, 500],
      ["QST", 950, 10_500, 998],
    ],
    total: 11_498,
    cash: 11_498,
  },
  {
    ticket: "CAD 100.00 plus 5 %, then 10 % of 105.00",
    currency: "CAD",
    terms: onTop,
    classes: pstUponGst,
    lines: [[10_000, 1, "A"]],
    taxes: [
      ["GST", 500, 10_000, 500],
      ["PST", 1_000, 10_500, 1_050],
    ],
    total: 11_550,
    cash: 11_550,
  },
  {
    ticket: "CAD 115.50 with 5 % and 10 % upon it inside is the same ticket",
    currency: "CAD",
    classes: pstUponGst,
    lines: [[11_550, 1, "A"]],
    taxes: [
      ["GST", 500, 10_000, 500],
      ["PST", 1_000, 10_500, 1_050],
    ],
    total: 11_550,
    cash: 11_550,
  },
  {
    ticket: "two lines of CAD 0.10 plus 5 % and 10 % upon it, per line: 0.5 is 1, of 11 is 1.1",
    currency: "CAD",
    terms: onTop,
    classes: pstUponGst,
    lines: [
      [10, 1, "A"],
      [10, 1, "A"],
    ],
    taxes: [
      ["GST", 500, 20, 2],
      ["PST", 1_000, 22, 2],
    ],
    total: 24,
    cash: 24,
  },
  {
    ticket: "the same two lines rounded per ticket: 1.0, and 10 % of 21 is 2.1",
    currency: "CAD",
    terms: { ...onTop, taxRounding: "ticket" },
    classes: pstUponGst,
    lines: [
      [10, 1, "A"],
      [10, 1, "A"],
    ],
    taxes: [
      ["GST", 500, 20, 1],
      ["PST", 1_000, 21, 2],
    ],
    total: 23,
    cash: 23,
  },
  {
    ticket: "JPY 1000 plus three tenths, each upon the ones before: 100, 110, 121",
    currency: "JPY",
    terms: onTop,
    classes: tenths,
    lines: [[1_000, 1, "A"]],
    taxes: [
      ["T1", 1_000, 1_000, 100],
      ["T2", 1_000, 1_100, 110],
      ["T3", 1_000, 1_210, 121],
    ],
    total: 1_331,
    cash: 1_331,
  },
  {
    ticket: "JPY 1331 with the three tenths inside",
    currency: "JPY",
    classes: tenths,
    lines: [[1_331, 1, "A"]],
    taxes: [
      ["T1", 1_000, 1_000, 100],
      ["T2", 1_000, 1_100, 110],
      ["T3", 1_000, 1_210, 121],
    ],
    total: 1_331,
    cash: 1_331,
  },
  {
    ticket: "CAD 100.00 less 20 % after tax, plus 5 % and 10 % upon it: both of the listed price",
    currency: "CAD",
    terms: { ...onTop, taxBase: "listed" },
    classes: pstUponGst,
    lines: [[10_000, 1, "A", percent(2_000)]],
    taxes: [
      ["GST", 500, 10_000, 500],
      ["PST", 1_000, 10_500, 1_050],
    ],
    total: 9_550,
    cash: 9_550,
  },
];
