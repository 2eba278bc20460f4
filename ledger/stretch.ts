import { figureNames } from "./figure-names.ts";
import type { EntryOf, LedgerEntry } from "./ledger-entry.ts";
import type { DayTotal } from "./projections.ts";
import { recordedOf } from "./register-chain.ts";
import type { LedgerRow } from "./ledger.ts";
import type { Database } from "./storage/open-database.ts";

/** Entries by their numbers, both ends included. */
export type Range = Readonly<{ firstSeq: number; lastSeq: number }>;

type Type = LedgerEntry["type"];

const inRange = "seq BETWEEN :firstSeq AND :lastSeq";

function receiptAt(end: "ASC" | "DESC"): string {
  return `coalesce((SELECT content ->> '$.entry.receiptCount' FROM ledger
    WHERE type = 'sale-completed' AND ${inRange} ORDER BY seq ${end} LIMIT 1), 0)`;
}

function timeAt(seq: string): string {
  return `coalesce((SELECT content ->> '$.atMs' FROM ledger
    WHERE seq = ${seq} AND ${inRange}), 0)`;
}

/** Counters of the first and last receipt, and the clock at both ends; 0 where there is none. */
export type Ends = Readonly<{
  firstReceipt: number;
  lastReceipt: number;
  firstAtMs: number;
  lastAtMs: number;
}>;

/**
 * Any stretch of the book in sums: what its rows say, by their keys, and the few entries that are
 * asked for. Its time is the stretch's alone, however long the book is.
 */
export function openStretch(db: Database) {
  const selectTotals = db.prepare<Range, DayTotal>(
    `SELECT account AS what, currency, count(*) AS count, sum(minor) AS minor FROM posting
     WHERE ${inRange} GROUP BY account, currency
     UNION ALL
     SELECT what, currency, sum(count), sum(minor) FROM figure
     WHERE ${inRange} GROUP BY what, currency`,
  );
  const selectEnds = db.prepare<Range, Ends>(
    `SELECT ${receiptAt("ASC")} AS firstReceipt, ${receiptAt("DESC")} AS lastReceipt,
       ${timeAt(":firstSeq")} AS firstAtMs, ${timeAt(":lastSeq")} AS lastAtMs`,
  );
  const ofType = `FROM ledger WHERE type = :type AND ${inRange}`;
  const countType = db
    .prepare<Range & Readonly<{ type: Type }>, number>(`SELECT count(*) ${ofType}`)
    .pluck();
  const selectType = db.prepare<Range & Readonly<{ type: Type }>, LedgerRow>(
    `SELECT seq, content, hash ${ofType} ORDER BY seq`,
  );
  const selectWith = db
    .prepare<Range & Readonly<{ what: string }>, number>(
      `SELECT DISTINCT seq FROM figure WHERE what = :what AND ${inRange} ORDER BY seq`,
    )
    .pluck();
  return {
    /** As the kept day totals name them. */
    totals: (range: Range): readonly DayTotal[] => selectTotals.all(range),
    ends: (range: Range): Ends => selectEnds.get(range) ?? noEnds,
    count: (type: Type, range: Range): number => countType.get({ ...range, type }) ?? 0,
    /** All of one kind, read. */
    entries: <Of extends Type>(type: Of, range: Range): readonly EntryOf<Of>[] =>
      selectType.all({ ...range, type }).map((row) => recordedOf(row).entry as EntryOf<Of>),
    /** Numbers of the facts that belong to days which were closed already. */
    lateSeqs: (range: Range): readonly number[] =>
      selectWith.all({ ...range, what: figureNames.late }),
  };
}

const noEnds: Ends = { firstReceipt: 0, lastReceipt: 0, firstAtMs: 0, lastAtMs: 0 };
