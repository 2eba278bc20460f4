import { assert } from "../../contract/assert.ts";
import type { DayReport } from "../../contract/day-views.ts";
import type { Currency } from "../../contract/money.ts";
import { GENESIS } from "../hash-chain.ts";
import type { DayClosed, EntryOf } from "../ledger-entry.ts";
import { openLedgerRows } from "../ledger-rows.ts";
import { recordedOf, type LedgerRow, type Recorded } from "../ledger.ts";
import type { Database } from "../storage/open-database.ts";
import { dayReport, type DayCut } from "./day-report.ts";

export type DayCuts = ReturnType<typeof openDayCuts>;

/**
 * Days as the book cuts them, by number alone. Of a book in `currency`; it only reads, so that one may
 * be asked beside its register.
 */
export function openDayCuts(db: Database, currency: Currency) {
  const rows = openLedgerRows(db);
  const selectZBefore = db.prepare<[number, number, number], LedgerRow>(
    `SELECT seq, content, hash FROM ledger WHERE type = 'day-closed' AND seq < ?
     ORDER BY seq DESC LIMIT ? OFFSET ?`,
  );
  const selectHash = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  const selectHeadSeq = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM ledger").pluck();
  const asZ = (row: LedgerRow) => recordedOf(row) as Recorded<EntryOf<"day-closed">>;
  const zBefore = (seq: number) => selectZBefore.all(seq, 1, 0).map(asZ)[0];

  /** Newest first; numbers are gapless, so the place in the list follows from the number. */
  function zReports(beforeNumber: number, limit: number): readonly Recorded<DayClosed>[] {
    const newest = zBefore(Number.MAX_SAFE_INTEGER)?.entry.zNumber ?? 0;
    const skipped = Math.max(0, newest - beforeNumber + 1);
    return selectZBefore.all(Number.MAX_SAFE_INTEGER, limit, skipped).map(asZ);
  }

  /** Where the day stood after entry `lastSeq`, which must be there. */
  function frameAt(lastSeq: number): Omit<DayCut, "entries"> {
    const before = zBefore(lastSeq + 1);
    const headHash = lastSeq === 0 ? GENESIS : selectHash.get(lastSeq);
    assert(headHash !== undefined, `there is no entry ${lastSeq}`);
    return {
      currency,
      ...{ firstSeq: (before?.seq ?? 0) + 1, lastSeq, headHash },
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

  return {
    currency,
    headSeq: (): number => selectHeadSeq.get() ?? 0,
    zBefore,
    zReports,
    zByNumber: (zNumber: number) =>
      zReports(zNumber + 1, 1).find(({ entry }) => entry.zNumber === zNumber),
    frameAt,
    cutAt,
    /** The report of a running day, folded; a register has it from the kept sums, as its X shows it. */
    reportAt: (lastSeq: number): DayReport => dayReport(cutAt(lastSeq)),
  };
}

/** What lay in the drawer at the cut: the next day opens with it. */
function closingOf({ report }: DayClosed): number {
  const drawer = report["drawer"] as Readonly<{ closingMinor: number }>;
  return drawer.closingMinor;
}
