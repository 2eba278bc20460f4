import type { Head } from "./chain.ts";
import { GENESIS } from "./hash-chain.ts";
import type { Database } from "./storage/open-database.ts";
import { verifyChain, verifyLedger } from "./verify.ts";

/** So many entries between two turns of the event loop: some milliseconds. */
const SLICE = 500;
/** Proven to the last rule; the start has proven more of the newest, and `verify` proves all. */
const TAIL = 200;

/**
 * Checks a whole book, a slice at a time: every seal, every entry's posting rows, every other table
 * as SQLite sees it. Yields between slices, and returns what is wrong, in words; undefined where
 * nothing is.
 */
export function* checkBook(db: Database): Generator<Head, string | undefined, void> {
  let head: Head = { seq: 0, hash: GENESIS };
  const unbalanced = db
    .prepare<[number, number], number>(
      `SELECT seq FROM posting WHERE seq > ? AND seq <= ?
       GROUP BY seq, currency HAVING sum(minor) <> 0 LIMIT 1`,
    )
    .pluck();
  for (;;) {
    const checked = verifyChain(db, head, SLICE);
    if (checked.fault !== undefined) return checked.fault;
    if (checked.entries === 0) break;
    const seq = unbalanced.get(head.seq, checked.head.seq);
    if (seq !== undefined) return `entry ${seq}: its posting rows do not sum to zero`;
    head = checked.head;
    yield head;
  }
  for (const table of tablesBeside(db)) {
    const verdict = String(db.pragma(`quick_check('${table}')`, { simple: true }));
    if (verdict !== "ok") return `table ${table}: ${verdict}`;
    yield head;
  }
  return verifyLedger(db, TAIL).fault;
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
