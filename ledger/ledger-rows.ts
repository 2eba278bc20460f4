import type { ChainRow } from "./chain.ts";
import { recordedOf, type Recorded } from "./register-chain.ts";
import type { Database } from "./storage/open-database.ts";

export type LedgerRows = ReturnType<typeof openLedgerRows>;

/** Entries as they are sealed, for copies and exports: text and hash, nothing parsed. */
export function openLedgerRows(db: Database) {
  const selectAfter = db.prepare<[number, number], ChainRow>(
    "SELECT seq, content, hash FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  return {
    /** Oldest first, at most `limit`. */
    after: (seq: number, limit: number): readonly ChainRow[] => selectAfter.all(seq, limit),
  };
}

/** Reads all entries of a subject, oldest first. */
export function entriesIn(db: Database): (subject: string) => readonly Recorded[] {
  const select = db.prepare<[string], ChainRow>(
    "SELECT seq, content, hash FROM ledger WHERE subject = ? ORDER BY seq",
  );
  return (subject) => select.all(subject).map(recordedOf);
}
