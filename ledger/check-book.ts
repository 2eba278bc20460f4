import type { Head } from "./chain.ts";
import { GENESIS } from "./hash-chain.ts";
import type { Database } from "./storage/open-database.ts";
import { openProof } from "./verify.ts";

/** So many entries between two turns of the event loop: some milliseconds. */
const SLICE = 50;

/**
 * Checks a whole book, a slice at a time: every entry to the last rule, as `verify` does, signatures
 * of Z reports and the rows beside the entries with it, and every other table as SQLite sees it.
 * Yields between slices, and returns what is wrong, in words; undefined where nothing is.
 */
export function* checkBook(db: Database): Generator<Head, string | undefined, void> {
  const proof = openProof(db, { seq: 0, hash: GENESIS });
  let head: Head;
  for (;;) {
    const checked = proof.next(SLICE);
    ({ head } = checked);
    if (checked.fault !== undefined) return checked.fault;
    if (checked.entries === 0) break;
    yield head;
  }
  for (const table of tablesBeside(db)) {
    const verdict = String(db.pragma(`quick_check('${table}')`, { simple: true }));
    if (verdict !== "ok") return `table ${table}: ${verdict}`;
    yield head;
  }
  return proof.faultBeside();
}

/** The book's own tables were just read row by row. */
function tablesBeside(db: Database): readonly string[] {
  return db
    .prepare<[], string>(
      `SELECT name FROM pragma_table_list
       WHERE schema = 'main' AND type = 'table' AND name NOT IN ('ledger', 'posting')`,
    )
    .pluck()
    .all();
}
