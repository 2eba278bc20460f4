import { basisPointsOf, type Rate } from "../contract/tax-rate.ts";
import { accounts } from "./chart.ts";
import { figureNames } from "./figure-names.ts";
import type { EntryOf, LedgerEntry, SaleCompleted, Tender } from "./ledger-entry.ts";

/**
 * What an entry adds to its day that no account shows. `count` counts what the figure's name says;
 * `minor` is in the entry's currency.
 */
export type Figure = Readonly<{ what: string; currency: string; count: number; minor: number }>;

type Add = (what: string, count: number, minor: number) => void;

const nothing = () => undefined;
const noSale = (_: unknown, add: Add) => add(figureNames.noSales, 1, 0);

/** Only facts of the day's trade; everything else of a day is in its entries. */
const counters: {
  readonly [Type in LedgerEntry["type"]]?: (entry: EntryOf<Type>, add: Add) => void;
} = {
  "sale-completed": countSale,
  "payment-captured": ({ lateTipMinor = 0 }, add) => {
    if (lateTipMinor !== 0) add(figureNames.tips, 1, lateTipMinor);
  },
  "refund-accepted": (refund, add) => {
    // What a replaced payment brought was never taken for goods.
    if (!refund.isReplaced) countRefund(refund, cardOrLink(refund), add);
  },
  "refund-failed": (refund, add) => {
    if (!refund.wasAccepted || refund.isReplaced) return;
    add(figureNames.refundsFailed, 1, refund.amountMinor);
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
  "credit-topped-up": ({ by, amountMinor }, add) => {
    add(figureNames.topUps, 1, amountMinor);
    if (by.tender === "cash") add(figureNames.cashTopUps, 1, amountMinor);
  },
  "tender-taken": ({ tender }, add) => countPart(figureNames.partsTaken, [tender, 1], add),
  "tender-returned": ({ tender }, add) => countPart(figureNames.partsReturned, [tender, -1], add),
  "session-opened": ({ fromSafeMinor, differenceMinor }, add) => {
    add(figureNames.fromSafe, 1, fromSafeMinor);
    add(figureNames.overShort, 1, differenceMinor);
  },
  "session-closed": ({ toSafeMinor, overShortMinor }, add) => {
    add(figureNames.toSafe, 1, toSafeMinor);
    add(figureNames.overShort, 1, overShortMinor);
  },
  correction: countCorrection,
};

const cardOrLink = ({ tender }: Readonly<{ tender?: "link" | undefined }>) => ({
  tender: tender ?? "card",
});

/** The figures of an entry, one per name. */
export function figuresOf(entry: LedgerEntry): readonly Figure[] {
  const counter = (counters[entry.type] ?? nothing) as (entry: LedgerEntry, add: Add) => void;
  const currency = "currency" in entry ? entry.currency : "";
  const figures: { what: string; currency: string; count: number; minor: number }[] = [];
  const add: Add = (what, count, minor) => {
    const same = figures.find((figure) => figure.what === what);
    if (same === undefined) figures.push({ what, currency, count, minor });
    else {
      same.count += count;
      same.minor += minor;
    }
  };
  counter(entry, add);
  if ("late" in entry && entry.late !== undefined) add(figureNames.late, 1, 0);
  return figures;
}

function countSale(sale: SaleCompleted, add: Add): void {
  let [pieces, list, off, taxAdded] = [0, 0, 0, 0];
  for (const line of sale.lines) {
    pieces += line.quantity;
    list += line.listMinor;
    off += line.discountMinor;
    taxAdded += line.taxMinor;
    countTaxes(line, ofSales, add);
  }
  add(figureNames.sales, 1, sale.totalMinor);
  add(figureNames.items, pieces, list);
  if (off !== 0) add(figureNames.discounts, 1, off);
  if (sale.taxMode === "exclusive" && taxAdded !== 0) add(figureNames.taxAdded, 1, taxAdded);
  for (const tender of sale.tenders) {
    add(figureNames.tender(tender), 1, tender.amountMinor);
    if (tender.tender === "card" && tender.tipMinor !== 0)
      add(figureNames.tips, 1, tender.tipMinor);
    if (tender.partId !== undefined) countPart(figureNames.partsSettled, [tender, -1], add);
  }
}

/** `sign` is what its cash does to the cash of sales that are not complete. */
function countPart(what: string, [tender, sign]: readonly [Tender, 1 | -1], add: Add): void {
  add(what, 1, tender.amountMinor);
  if (tender.tender === "cash") add(figureNames.cashParts, sign, sign * tender.amountMinor);
}

/** Without a currency of its own: each posting names its. */
function countCorrection({ postings }: EntryOf<"correction">, add: Add): void {
  add(figureNames.corrections, 1, 0);
  for (const { account, minor } of postings) {
    if (account === accounts.drawerCash) add(figureNames.drawerCorrections, 1, minor);
  }
}

type Based = Rate & Readonly<{ netMinor: number; taxMinor: number }>;
type Taxed = Based &
  Readonly<{
    taxCode: string;
    taxes?: readonly (Based & Readonly<{ code: string }>)[] | undefined;
  }>;

type TaxNames = Readonly<{ base: typeof figureNames.tax; tax: typeof figureNames.tax }>;
const ofSales: TaxNames = { base: figureNames.taxBase, tax: figureNames.tax };
const ofRefunds: TaxNames = { base: figureNames.refundBase, tax: figureNames.refundTax };

function countTaxes(taxed: Taxed, names: TaxNames, add: Add): void {
  const { taxCode, taxes } = taxed;
  if (taxes === undefined) countTax([taxCode, taxed], names, add);
  else taxes.forEach((part) => countTax([part.code, part], names, add));
}

/** The counts are of nothing: these are sums. A class without tax has its base alone. */
function countTax([code, part]: readonly [string, Based], names: TaxNames, add: Add): void {
  const rate = basisPointsOf(part);
  add(names.base(code, rate), 0, part.netMinor);
  if (part.taxMinor !== 0) add(names.tax(code, rate), 0, part.taxMinor);
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
  for (const share of taxes) countTaxes(share, ofRefunds, add);
}
