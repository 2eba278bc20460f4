import { assert } from "../../contract/assert.ts";
import type { ShopView } from "../../contract/views.ts";
import { figureNames } from "../../ledger/figure-names.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { recordedOf, type Ledger } from "../../ledger/ledger.ts";
import type { DayClosed } from "../../ledger/ledger-entry.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { openStretch } from "../../ledger/stretch.ts";
import type { DayCut } from "./day-report.ts";
import type { SummedCut } from "./summed-report.ts";

/** Cuts through the day at any entry, of the day that runs or of one long ago. */
export function openCuts(db: Database, ledger: Ledger, { currency }: Pick<ShopView, "currency">) {
  const rows = openLedgerRows(db);
  const stretch = openStretch(db);

  /** Where the day stood after entry `lastSeq`. */
  function frameAt(lastSeq: number): Omit<DayCut, "entries"> {
    const [before] = ledger.latest("day-closed", lastSeq + 1, 1);
    const headHash = ledger.hashAt(lastSeq);
    assert(headHash !== undefined, `there is no entry ${lastSeq}`);
    return {
      ...{ currency, firstSeq: (before?.seq ?? 0) + 1, lastSeq, headHash },
      openingMinor: before === undefined ? 0 : closingOf(before.entry),
    };
  }

  /** The entries after the last Z, up to `lastSeq`. */
  function cutAt(lastSeq: number): DayCut {
    const frame = frameAt(lastSeq);
    const { firstSeq } = frame;
    const entries = rows.after(firstSeq - 1, lastSeq - firstSeq + 1).map(recordedOf);
    return { ...frame, entries };
  }

  /** The same cut in sums: of the day that runs the kept ones, of an earlier one its rows'. */
  function sumsAt(lastSeq: number): SummedCut {
    const frame = frameAt(lastSeq);
    const { firstSeq } = frame;
    const range = { firstSeq, lastSeq };
    const isRunning = lastSeq === ledger.head().seq;
    const totals = isRunning ? ledger.totals(ledger.openDay().day) : stretch.totals(range);
    const hasLate = totals.some(({ what }) => what === figureNames.late);
    return {
      ...{ ...frame, ...stretch.ends(range), totals },
      closedSessions: stretch.entries("session-closed", range),
      counts: stretch.entries("drawer-counted", range),
      late: hasLate ? stretch.lateSeqs(range).flatMap((seq) => ledger.entryAt(seq) ?? []) : [],
      count: (type) => stretch.count(type, range),
    };
  }

  return { cutAt, sumsAt };
}

/** What lay in the drawer at the cut: the next day opens with it. */
function closingOf({ report }: DayClosed): number {
  const drawer = report["drawer"] as Readonly<{ closingMinor: number }>;
  return drawer.closingMinor;
}
