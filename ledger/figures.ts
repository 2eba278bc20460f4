import { basisPointsOf, type Rate } from "../contract/tax-rate.ts";
import type { EntryOf, LedgerEntry, SaleCompleted, Tender } from "./ledger-entry.ts";

/**
 * What an entry adds to its day that no account shows. `count` counts what the figure's name says;
 * `minor` is in the entry's currency.
 */
export type Figure = Readonly<{ what: string; currency: string; count: number; minor: number }>;

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
  /** What a tax was reckoned on; the tax itself is on its account. */
  taxBase: (code: string, basisPoints: number) => `tax-base:${code}:${basisPoints}`,
  /** Refunds that did not fail; and what was handed over by each tender, rounding included. */
  refunds: "refunds",
  refundTo: (tender: Readonly<{ tender: string; name?: string }>) =>
    tender.tender === "other" ? `refund:other:${tender.name ?? ""}` : `refund:${tender.tender}`,
  /** What the tax on refunds was reckoned on. */
  refundBase: (code: string, basisPoints: number) => `refund-base:${code}:${basisPoints}`,
  voids: "voids",
  /** Lines taken off sales before they were paid, at list prices. */
  voidedLines: "voided-lines",
  noSales: "no-sales",
  reprints: "reprints",
  cashIn: "cash-in",
  cashOut: "cash-out",
  topUps: "top-ups",
  corrections: "corrections",
} as const;

type Add = (what: string, count: number, minor: number) => void;

const nothing = () => undefined;
const noSale = (_: unknown, add: Add) => add(figureNames.noSales, 1, 0);

/** Only facts of the day's trade; everything else of a day is in its entries. */
const counters: {
  readonly [Type in LedgerEntry["type"]]?: (entry: EntryOf<Type>, add: Add) => void;
} = {
  "sale-completed": countSale,
  "refund-accepted": (refund, add) => {
    // What a replaced payment brought was never taken for goods.
    if (!refund.isReplaced) countRefund(refund, cardOrLink(refund), add);
  },
  "refund-failed": (refund, add) => {
    if (!refund.wasAccepted || refund.isReplaced) return;
    countRefund(refund, cardOrLink(refund), (what, count, minor) => add(what, -count, -minor));
  },
  "refund-paid": (refund, add) => countRefund(refund, refund.to, add),
  "payment-voided": (hold, add) => countRefund(hold, { tender: "card" }, add),
  "sale-voided": ({ totalMinor }, add) => add(figureNames.voids, 1, totalMinor),
  "lines-voided": ({ lines, totalMinor }, add) =>
    add(figureNames.voidedLines, lines.length, totalMinor),
  "no-sale": noSale,
  "receipt-reprinted": (_, add) => add(figureNames.reprints, 1, 0),
  "cash-moved": ({ direction, amountMinor }, add) =>
    add(direction === "in" ? figureNames.cashIn : figureNames.cashOut, 1, amountMinor),
  "credit-topped-up": ({ amountMinor }, add) => add(figureNames.topUps, 1, amountMinor),
  correction: (_, add) => add(figureNames.corrections, 1, 0),
};

const cardOrLink = ({ tender }: Readonly<{ tender?: "link" | undefined }>) => ({
  tender: tender ?? "card",
});

/** The figures of an entry, one per name. */
export function figuresOf(entry: LedgerEntry): readonly Figure[] {
  const counter = (counters[entry.type] ?? nothing) as (entry: LedgerEntry, add: Add) => void;
  const currency = "currency" in entry ? entry.currency : "";
  const figures: { what: string; currency: string; count: number; minor: number }[] = [];
  counter(entry, (what, count, minor) => {
    const same = figures.find((figure) => figure.what === what);
    if (same === undefined) figures.push({ what, currency, count, minor });
    else {
      same.count += count;
      same.minor += minor;
    }
  });
  return figures;
}

function countSale(sale: SaleCompleted, add: Add): void {
  let [pieces, list, off, taxAdded] = [0, 0, 0, 0];
  for (const line of sale.lines) {
    pieces += line.quantity;
    list += line.listMinor;
    off += line.discountMinor;
    taxAdded += line.taxMinor;
    countBases(line, figureNames.taxBase, add);
  }
  add(figureNames.sales, 1, sale.totalMinor);
  add(figureNames.items, pieces, list);
  if (off !== 0) add(figureNames.discounts, 1, off);
  if (sale.taxMode === "exclusive" && taxAdded !== 0) add(figureNames.taxAdded, 1, taxAdded);
  sale.tenders.forEach((tender: Tender) => add(figureNames.tender(tender), 1, tender.amountMinor));
}

type Based = Rate & Readonly<{ netMinor: number }>;
type Taxed = Based &
  Readonly<{
    taxCode: string;
    taxes?: readonly (Based & Readonly<{ code: string }>)[] | undefined;
  }>;

/** The count is of nothing: a base is a sum. */
function countBases(taxed: Taxed, name: typeof figureNames.taxBase, add: Add): void {
  const { taxCode, netMinor, taxes } = taxed;
  if (taxes === undefined) add(name(taxCode, basisPointsOf(taxed)), 0, netMinor);
  else taxes.forEach((part) => add(name(part.code, basisPointsOf(part)), 0, part.netMinor));
}

type Refunded = Readonly<{
  amountMinor: number;
  roundingMinor?: number;
  taxes: readonly Taxed[];
}>;

function countRefund(
  { amountMinor, roundingMinor = 0, taxes }: Refunded,
  to: Readonly<{ tender: string; name?: string }>,
  add: Add,
): void {
  add(figureNames.refunds, 1, amountMinor);
  add(figureNames.refundTo(to), 1, amountMinor + roundingMinor);
  for (const share of taxes) countBases(share, figureNames.refundBase, add);
}
