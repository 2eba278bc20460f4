import type { Head } from "./chain.ts";
import { GENESIS } from "./hash-chain.ts";
import { openSumsProof, type SumsDifference, type SumsProof } from "./kept-sums.ts";
import { hasKeptSums } from "./rebuild.ts";
import type { Database } from "./storage/open-database.ts";
import { openProof } from "./verify.ts";

/** So many entries between two turns of the event loop: some milliseconds. */
const SLICE = 50;

/**
 * What a whole book is found to be. `fault` says in words what is wrong with the book itself, and
 * ends the check; `sums` are the kept sums that are not what its entries make.
 */
export type CheckedBook = Readonly<{
  fault: string | undefined;
  sums: readonly SumsDifference[];
}>;

/**
 * Checks a whole book, a slice at a time: every entry to the last rule, as `verify` does, signatures
 * of Z reports and the rows beside the entries with it, every other table as SQLite sees it, and
 * every kept sum. Yields between slices. The sums are compared in the same turn as the newest entry,
 * so that a register may sell meanwhile.
 */
export function* checkBook(db: Database): Generator<Head, CheckedBook, void> {
  const sums = hasKeptSums(db) ? openSumsProof(db) : undefined;
  try {
    return yield* slicesOf(db, sums);
  } finally {
    sums?.close();
  }
}

function* slicesOf(db: Database, sums: SumsProof | undefined): Generator<Head, CheckedBook, void> {
  const proof = openProof(db, { seq: 0, hash: GENESIS }, sums?.add);
  let head: Head = { seq: 0, hash: GENESIS };
  const broken = (fault: string): CheckedBook => ({ fault, sums: [] });

  function* untilNewest(): Generator<Head, string | undefined, void> {
    for (;;) {
      const checked = proof.next(SLICE);
      ({ head } = checked);
      if (checked.fault !== undefined || checked.entries < SLICE) return checked.fault;
      yield head;
    }
  }

  const first = (yield* untilNewest()) ?? (yield* faultOfTables(db, head));
  if (first !== undefined) return broken(first);
  const refunds = sums?.refunds();
  while (refunds?.next().done === false) yield head;
  const fault = (yield* untilNewest()) ?? proof.faultBeside();
  return fault === undefined ? sound(sums) : broken(fault);
}

function sound(sums: SumsProof | undefined): CheckedBook {
  return { fault: undefined, sums: sums?.end() ?? [] };
}

function* faultOfTables(db: Database, head: Head): Generator<Head, string | undefined, void> {
  for (const table of tablesBeside(db)) {
    const verdict = String(db.pragma(`quick_check('${table}')`, { simple: true }));
    if (verdict !== "ok") return `table ${table}: ${verdict}`;
    yield head;
  }
  return undefined;
}

/** The tables of the entries and their rows were just read row by row. */
function tablesBeside(db: Database): readonly string[] {
  return db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT IN ('ledger', 'posting', 'figure')`,
    )
    .pluck()
    .all();
}
