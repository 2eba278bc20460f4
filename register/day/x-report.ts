import { assert } from "../../contract/assert.ts";
import { money } from "../../contract/money.ts";
import type { ShopView, TenderView, XReportView } from "../../contract/views.ts";
import type { Head, Recorded } from "../../ledger/ledger.ts";
import type { RefundAccepted, RefundFailed, SaleCompleted } from "../../ledger/ledger-entry.ts";
import { sumTaxes } from "../sales/price-sale.ts";
import { countItems, taxViews } from "../sales/sale-views.ts";

type Facts = Readonly<{
  atMs: number;
  head: Head;
  /** The day's entries of each kind, oldest first. */
  sales: readonly Recorded<SaleCompleted>[];
  refunds: readonly Recorded<RefundAccepted>[];
  failedRefunds: readonly Recorded<RefundFailed>[];
  /** The balance of the drawer's account: what the postings say, independent of the sales' fold. */
  drawerMinor: number;
}>;

/** Folds the day's entries into its figures. Pure. */
export function xReport(shop: ShopView, facts: Facts): XReportView {
  const { sales } = facts;
  const amount = (minor: number) => money(minor, shop.currency);
  const lines = sales.flatMap(({ entry }) => entry.lines);
  const tenders = sales.flatMap(({ entry }) => entry.tenders);
  const taken = sum(tenders, ({ amountMinor }) => amountMinor);
  const rounding = sum(sales, ({ entry }) => entry.roundingMinor);
  const paid = sum(lines, ({ netMinor, taxMinor }) => netMinor + taxMinor);
  assert(paid + rounding === taken, `lines make ${paid + rounding}, tenders ${taken}`);
  const takenBy = (tender: TenderView["tender"]) => {
    const these = tenders.filter((one) => one.tender === tender);
    if (these.length === 0) return [];
    const total = sum(these, ({ amountMinor }) => amountMinor);
    return [{ tender, count: these.length, amount: amount(total) }];
  };
  return {
    atMs: facts.atMs,
    firstSeq: sales[0]?.seq ?? 0,
    lastSeq: sales.length === 0 ? 0 : facts.head.seq,
    headHash: facts.head.hash,
    saleCount: sales.length,
    itemCount: countItems(lines),
    grossSales: amount(sum(lines, ({ listMinor }) => listMinor)),
    discounts: amount(sum(lines, ({ discountMinor }) => discountMinor)),
    taxAdded: amount(addedTax(sales)),
    rounding: amount(rounding),
    taken: amount(taken),
    ...refundFigures(shop, facts),
    tips: amount(sum(tenders, (tender) => (tender.tender === "card" ? tender.tipMinor : 0))),
    taxes: taxViews(sumTaxes(lines), shop.currency),
    tenders: [...takenBy("cash"), ...takenBy("card")],
    drawerExpected: amount(facts.drawerMinor),
  };
}

function addedTax(sales: Facts["sales"]): number {
  const onTop = sales.filter(({ entry }) => entry.taxMode === "exclusive");
  return sum(
    onTop.flatMap(({ entry }) => entry.lines),
    ({ taxMinor }) => taxMinor,
  );
}

/** Given back and not come back: a refund that failed later counts no more. */
function refundFigures(shop: ShopView, { refunds, failedRefunds }: Facts) {
  const reversed = failedRefunds.filter(({ entry }) => entry.wasAccepted);
  const amountOf = ({ entry }: Recorded<RefundAccepted | RefundFailed>) => entry.amountMinor;
  return {
    refundCount: refunds.length - reversed.length,
    refunds: money(sum(refunds, amountOf) - sum(reversed, amountOf), shop.currency),
  };
}

function sum<Item>(items: readonly Item[], minorOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + minorOf(item), 0);
}
