import type { LedgerRow } from "./ledger.ts";
import type { Database } from "./storage/open-database.ts";

export type LedgerRows = ReturnType<typeof openLedgerRows>;

/** Entries as they are sealed, for copies and exports: text and hash, nothing parsed. */
export function openLedgerRows(db: Database) {
  const selectAfter = db.prepare<[number, number], LedgerRow>(
    "SELECT seq, content, hash FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  return {
    /** Oldest first, at most `limit`. */
    after: (seq: number, limit: number): readonly LedgerRow[] => selectAfter.all(seq, limit),
  };
}
