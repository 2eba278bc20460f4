import { figureNames } from "../figure-names.ts";
import type { Ledger } from "../ledger.ts";
import type { Database } from "../storage/open-database.ts";
import { openStretch } from "../stretch.ts";
import type { DayCuts } from "./day-cuts.ts";
import type { SummedCut } from "./summed-report.ts";

/** The cuts in sums: of the day that runs the kept ones, of an earlier moment its rows'. */
export function openSummedCuts(db: Database, ledger: Ledger, { frameAt }: DayCuts) {
  const stretch = openStretch(db);
  return (lastSeq: number): SummedCut => {
    const frame = frameAt(lastSeq);
    const range = { firstSeq: frame.firstSeq, lastSeq };
    const isRunning = lastSeq === ledger.head().seq;
    const totals = isRunning ? ledger.totals(ledger.openDay().day) : stretch.totals(range);
    const hasLate = totals.some(({ what }) => what === figureNames.late);
    return {
      ...{ ...frame, ...stretch.ends(range), totals },
      closedSessions: stretch.entries("session-closed", range),
      counts: stretch.entries("drawer-counted", range),
      corrections: stretch.entries("correction", range),
      late: hasLate ? stretch.lateSeqs(range).flatMap((seq) => ledger.entryAt(seq) ?? []) : [],
      count: (type) => stretch.count(type, range),
    };
  };
}
