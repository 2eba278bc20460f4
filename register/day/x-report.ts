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
    tenders: tendersOf(report).map(({ tender, count, amountMinor }) => ({
      ...{ tender, count },
      amount: amount(amountMinor),
    })),
    drawerExpected: amount(drawer.closingMinor),
    day: report,
  };
}

const kinds: readonly TenderView["tender"][] = ["cash", "card", "link", "store-credit", "other"];

/** One figure a kind: what the shop named itself is told apart in the day's own report. */
function tendersOf({ tenders }: DayReport) {
  return kinds.flatMap((tender) => {
    const these = tenders.filter((one) => one.tender === tender);
    const count = these.reduce((sum, one) => sum + one.count, 0);
    const amountMinor = these.reduce((sum, one) => sum + one.amountMinor, 0);
    return count === 0 ? [] : [{ tender, count, amountMinor }];
  });
}
