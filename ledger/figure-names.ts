/** How the names of what taxes were reckoned on, and of what they were, begin; both end alike. */
export const taxNames = {
  sales: { base: "tax-base:", tax: "tax:" },
  refunds: { base: "refund-base:", tax: "refund-tax:" },
} as const;

/** The names under which figures are summed. A colon form, but never an account's. */
export const figureNames = {
  /** Completed sales and what they came to, before refunds and tips. */
  sales: "sales",
  /** Pieces sold, at list prices. */
  items: "items",
  /** Sales with a discount, and what was taken off. */
  discounts: "discounts",
  /** Tax that came on top of prices. */
  taxAdded: "tax-added",
  /** What each kind of tender settled, rounding included. */
  tender: (tender: Readonly<{ tender: string; name?: string }>) =>
    tender.tender === "other" ? `tender:other:${tender.name ?? ""}` : `tender:${tender.tender}`,
  /** What came on top of card tenders. */
  tips: "tips",
  /** What a tax on sales was reckoned on, and what it was; its account knows refunds, too. */
  taxBase: (code: string, basisPoints: number) => `${taxNames.sales.base}${code}:${basisPoints}`,
  tax: (code: string, basisPoints: number) => `${taxNames.sales.tax}${code}:${basisPoints}`,
  /** Refunds that did not fail; and what was handed over by each tender, rounding included. */
  refunds: "refunds",
  /** Refunds that Stripe took back: they count in none of the others any more. */
  refundsFailed: "refunds-failed",
  refundTo: (tender: Readonly<{ tender: string; name?: string }>) =>
    tender.tender === "other" ? `refund:other:${tender.name ?? ""}` : `refund:${tender.tender}`,
  /** What the tax on refunds was reckoned on, and what it was. */
  refundBase: (code: string, basisPoints: number) =>
    `${taxNames.refunds.base}${code}:${basisPoints}`,
  refundTax: (code: string, basisPoints: number) => `${taxNames.refunds.tax}${code}:${basisPoints}`,
  voids: "voids",
  /** Lines taken off sales before they were paid, at list prices. */
  voidedLines: "voided-lines",
  noSales: "no-sales",
  reprints: "reprints",
  cashIn: "cash-in",
  cashOut: "cash-out",
  topUps: "top-ups",
  cashTopUps: "top-ups-in-cash",
  /** Tenders of sales that were not complete: taken, given back, become part of a sale. */
  partsTaken: "parts-taken",
  partsReturned: "parts-returned",
  partsSettled: "parts-settled",
  /** Their cash: what was taken, less what was given back or became part of a sale. */
  cashParts: "parts-in-cash",
  /** What sessions took from the safe and brought to it, and found over or short. */
  fromSafe: "from-safe",
  toSafe: "to-safe",
  overShort: "over-short",
  corrections: "corrections",
  drawerCorrections: "drawer-corrections",
  /** Facts of days that were closed already. */
  late: "late",
} as const;

/** Since this schema a day's whole report is made of figures; before it, these were not kept. */
const WHOLE_REPORT_SCHEMA = 16;
const sinceThen = new RegExp(
  `^(?:tips|tax:.*|refund-tax:.*|refunds-failed|top-ups-in-cash|parts-.*|from-safe|to-safe|` +
    `over-short|drawer-corrections|late)$`,
);

/** Whether a book of this schema has the figure; an older one is right without the newer ones. */
export function isKept(what: string, schema: number): boolean {
  return schema >= WHOLE_REPORT_SCHEMA || !sinceThen.test(what);
}
