import type { DayReport } from "../../contract/day-views.ts";
import type { EntryOf } from "../ledger-entry.ts";

type Corrections = Pick<DayReport, "corrections">;

/**
 * What corrections moved, account by account: sales, tenders and taxes of a report say what happened at
 * the till, and stay what they were. Absent where there were none.
 */
export function correctionFigures(corrections: readonly EntryOf<"correction">[]): Corrections {
  if (corrections.length === 0) return {};
  const sums = new Map<string, number>();
  for (const { account, minor } of corrections.flatMap(({ postings }) => postings)) {
    sums.set(account, (sums.get(account) ?? 0) + minor);
  }
  const accounts = [...sums]
    .filter(([, amountMinor]) => amountMinor !== 0)
    .map(([account, amountMinor]) => ({ account, amountMinor }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
  return { corrections: { count: corrections.length, accounts } };
}

/** A Z from before corrections were told says nothing of them, and is rebuilt as it was. */
export function asToldBy(printed: object, report: DayReport): DayReport {
  if ("corrections" in printed) return report;
  const { corrections: _, ...older } = report;
  return older;
}
