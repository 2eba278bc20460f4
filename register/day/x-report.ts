import type { DayReport } from "../../contract/day-views.ts";
import { money, type Currency } from "../../contract/money.ts";
import type { TenderView, XReportView } from "../../contract/views.ts";
import { taxViews } from "../sales/sale-views.ts";

type Shown = Readonly<{ atMs: number; currency: Currency }>;

/** A day's figures as an X shows them. Pure; it closes nothing. */
export function xReport(report: DayReport, { atMs, currency }: Shown): XReportView {
  const { sales, refunds, drawer } = report;
  const amount = (minor: number) => money(minor, currency);
  return {
    atMs,
    firstSeq: report.firstSeq,
    lastSeq: report.lastSeq,
    headHash: report.headHash,
    saleCount: sales.count,
    itemCount: sales.itemCount,
    grossSales: amount(sales.grossMinor),
    discounts: amount(sales.discountMinor),
    taxAdded: amount(sales.taxAddedMinor),
    rounding: amount(sales.roundingMinor),
    taken: amount(sales.takenMinor),
    refundCount: refunds.count - refunds.failedCount,
    refunds: amount(refunds.amountMinor - refunds.failedMinor),
    tips: amount(sales.tipMinor),
    taxes: taxViews(report.taxes, currency),
    tenders: tendersOf(report).map(({ tender, name, count, amountMinor }) => ({
      ...{ tender, name, count },
      amount: amount(amountMinor),
    })),
    drawerExpected: amount(drawer.closingMinor),
    day: report,
  };
}

const kinds: readonly TenderView["tender"][] = ["cash", "card", "link", "store-credit", "other"];

/** The day's own rows; in their order no kind is unknown here. */
function tendersOf({ tenders }: DayReport) {
  return kinds.flatMap((kind) =>
    tenders.filter(({ tender }) => tender === kind).map((row) => ({ ...row, tender: kind })),
  );
}
