import { hash } from "node:crypto";
import type { Input, Outcome } from "../../contract/commands.ts";
import type {
  DayReport,
  PerpetualView,
  PeriodView,
  ZReportView,
  ZSummary,
} from "../../contract/day-views.ts";
import { money, type Currency } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import { taxKey } from "../../contract/tax-rate.ts";
import { canonical } from "../../ledger/hash-chain.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { DayClosed } from "../../ledger/ledger-entry.ts";
import type { DayBook } from "./day-book.ts";
import { taxViews } from "../sales/sale-views.ts";
import { dayReport } from "../../ledger/day/day-report.ts";

type ZRecord = Recorded<DayClosed>;

/** What the Z froze. It was this fold's report when it was written, and it is sealed. */
function reportOf({ report }: DayClosed): DayReport {
  return report as unknown as DayReport;
}

function perpetualView({ perpetual, currency }: DayClosed): PerpetualView {
  const { zCount, receiptCount, refundCount, grossMinor, refundMinor } = perpetual;
  return {
    ...{ zCount, receiptCount, refundCount },
    gross: money(grossMinor, currency),
    refund: money(refundMinor, currency),
  };
}

export function zReportView(
  { seq, hash: seal, atMs, entry }: ZRecord,
  nameOf: (userId: string) => string,
): ZReportView {
  const { zNumber, currency, unknownPayments, signature } = entry;
  return {
    ...{ zNumber, seq, hash: seal, atMs },
    closedBy: nameOf(entry.userId),
    report: reportOf(entry),
    perpetual: perpetualView(entry),
    unknownPayments: unknownPayments.map(({ paymentId, saleId, amountMinor }) => ({
      ...{ paymentId, saleId, amount: money(amountMinor, currency) },
    })),
    failedRefunds: (entry.failedRefunds ?? []).map(({ refundId, saleId, amountMinor }) => ({
      ...{ refundId, saleId, amount: money(amountMinor, currency) },
    })),
    keyId: signature?.keyId ?? null,
  };
}

export function zSummary({ seq, atMs, entry }: ZRecord): ZSummary {
  const { zNumber, currency, unknownPayments } = entry;
  const { sales, refunds, drawer } = reportOf(entry);
  return {
    ...{ zNumber, seq, atMs },
    saleCount: sales.count,
    taken: money(sales.takenMinor, currency),
    refunds: money(refunds.amountMinor - refunds.failedMinor, currency),
    overShort: money(drawer.overShortMinor, currency),
    unknownCount: unknownPayments.length,
  };
}

/** Folds the Z's entries once more and compares to the byte. */
export function rebuildZ(
  day: DayBook,
  { zNumber }: Input<"day.rebuild-z">,
): Outcome<"day.rebuild-z"> {
  const z = day.zByNumber(zNumber);
  if (z === undefined) return refuse("z-not-found", String(zNumber));
  const report = dayReport(day.cutAt(z.entry.lastSeq));
  const printed = canonical(z.entry.report);
  const rebuilt = canonical(report);
  return ok({
    ...{ zNumber, report },
    isSame: printed === rebuilt,
    printedDigest: hash("sha256", printed, "hex"),
    rebuiltDigest: hash("sha256", rebuilt, "hex"),
  });
}

export function periodOf(day: DayBook, { fromZ, toZ }: Input<"day.period">): Outcome<"day.period"> {
  const records = fromZ > toZ ? [] : day.zReports(toZ + 1, toZ - fromZ + 1);
  const [newest] = records;
  if (newest?.entry.zNumber !== toZ || records.length !== toZ - fromZ + 1) {
    return refuse("z-not-found", `${fromZ} to ${toZ}`);
  }
  const reports = records.map(({ entry }) => reportOf(entry)).reverse();
  const perpetual = perpetualView(newest.entry);
  return ok({ fromZ, toZ, ...periodFigures(reports, newest.entry.currency), perpetual });
}

function periodFigures(
  reports: readonly DayReport[],
  currency: Currency,
): Omit<PeriodView, "fromZ" | "toZ" | "perpetual"> {
  const count = (pick: (report: DayReport) => number) =>
    reports.reduce((sum, report) => sum + pick(report), 0);
  const amount = (pick: (report: DayReport) => number) => money(count(pick), currency);
  return {
    zCount: reports.length,
    saleCount: count(({ sales }) => sales.count),
    gross: amount(({ sales }) => sales.grossMinor),
    discounts: amount(({ sales }) => sales.discountMinor),
    taken: amount(({ sales }) => sales.takenMinor),
    refundCount: count(({ refunds }) => refunds.count - refunds.failedCount),
    refunds: amount(({ refunds }) => refunds.amountMinor - refunds.failedMinor),
    tips: amount(({ sales }) => sales.tipMinor),
    overShort: amount(({ drawer }) => drawer.overShortMinor),
    taxes: taxesOf(reports, currency),
    tenders: tendersOf(reports, currency),
  };
}

function taxesOf(reports: readonly DayReport[], currency: Currency): PeriodView["taxes"] {
  const sums = new Map<string, DayReport["taxes"][number]>();
  for (const tax of reports.flatMap(({ taxes }) => taxes)) {
    const key = taxKey(tax.code, tax);
    const before = sums.get(key);
    const netMinor = tax.netMinor + (before?.netMinor ?? 0);
    sums.set(key, { ...tax, netMinor, taxMinor: tax.taxMinor + (before?.taxMinor ?? 0) });
  }
  return taxViews([...sums.values()], currency);
}

function tendersOf(reports: readonly DayReport[], currency: Currency): PeriodView["tenders"] {
  const sums = new Map<string, DayReport["tenders"][number]>();
  for (const tender of reports.flatMap(({ tenders }) => tenders)) {
    const key = `${tender.tender} ${tender.name ?? ""}`;
    const before = sums.get(key);
    const amountMinor = tender.amountMinor + (before?.amountMinor ?? 0);
    sums.set(key, { ...tender, count: tender.count + (before?.count ?? 0), amountMinor });
  }
  return [...sums.values()].map(({ tender, name, count, amountMinor }) => ({
    ...{ tender, name, count },
    amount: money(amountMinor, currency),
  }));
}
