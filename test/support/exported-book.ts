import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exportLedger, type LedgerFormat } from "../../ledger/exports/export-ledger.ts";
import { openLedger } from "../../ledger/ledger.ts";
import type { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { temporaryFolder } from "./world.ts";

/** A book in memory that holds these entries; the day is cut where it is closed. */
export function bookOf(entries: readonly LedgerEntry[]): Readonly<{ db: Database }> {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  let atMs = Date.UTC(2026, 2, 28, 22, 30);
  const ledger = openLedger(db, () => (atMs += 600_000));
  const placed = (entry: LedgerEntry): LedgerEntry => {
    if (entry.type !== "day-closed") return entry;
    const { seq: lastSeq, hash: ledgerHash } = ledger.head();
    return { ...entry, zNumber: 1, firstSeq: 1, lastSeq, ledgerHash };
  };
  db.transaction(() => entries.forEach((entry) => ledger.append(placed(entry)))).immediate();
  return { db };
}

/** Exports a book to a file of its own. */
export function exportBook(
  db: Database,
  format: LedgerFormat,
  timeZone = "UTC",
): Readonly<{ path: string; text: string }> {
  const path = join(temporaryFolder(), `book.${format}`);
  const headSeq = Number(db.prepare("SELECT max(seq) FROM ledger").pluck().get());
  const rowsAfter = openLedgerRows(db).after;
  Array.from(exportLedger({ rowsAfter, headSeq, format, timeZone, path }));
  return { path, text: readFileSync(path, "utf8") };
}

/** Every account's balance as the ledger's own rows have it: `account currency` → minor units. */
export function balancesOf(db: Database): ReadonlyMap<string, number> {
  const rows = db
    .prepare<[], { name: string; minor: number }>(
      `SELECT account || ' ' || currency AS name, sum(minor) AS minor FROM posting
       GROUP BY account, currency HAVING sum(minor) <> 0`,
    )
    .all();
  return new Map(rows.map(({ name, minor }) => [name, minor]));
}
