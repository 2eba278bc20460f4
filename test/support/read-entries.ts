import { join } from "node:path";
import { recordedOf } from "../../ledger/ledger.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import type { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";

/** Every entry of a register's book, read beside it. */
export function readEntries(folder: string): readonly LedgerEntry[] {
  const db = openForReading(join(folder, "register.db"));
  try {
    return openLedgerRows(db)
      .after(0, 100_000)
      .map((row) => recordedOf(row).entry);
  } finally {
    db.close();
  }
}
