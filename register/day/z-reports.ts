import { hash } from "node:crypto";
import type { Input, Outcome } from "../../contract/commands.ts";
import type { DayReport, PerpetualView, ZReportView, ZSummary } from "../../contract/day-views.ts";
import { money } from "../../contract/money.ts";
import { ok, refuse } from "../../contract/result.ts";
import { canonical } from "../../ledger/hash-chain.ts";
import type { Recorded } from "../../ledger/ledger.ts";
import type { DayClosed } from "../../ledger/ledger-entry.ts";
import type { DayBook } from "./day-book.ts";
import { asToldBy } from "../../ledger/day/correction-figures.ts";
import { dayReport } from "../../ledger/day/day-report.ts";

type ZRecord = Recorded<DayClosed>;

/** What the Z froze. It was this fold's report when it was written, and it is sealed. */
function reportOf({ report }: DayClosed): DayReport {
  return report as unknown as DayReport;
}

export function perpetualView({ perpetual, currency }: DayClosed): PerpetualView {
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
  const report = asToldBy(z.entry.report, dayReport(day.cutAt(z.entry.lastSeq)));
  const printed = canonical(z.entry.report);
  const rebuilt = canonical(report);
  return ok({
    ...{ zNumber, report },
    isSame: printed === rebuilt,
    printedDigest: hash("sha256", printed, "hex"),
    rebuiltDigest: hash("sha256", rebuilt, "hex"),
  });
}
