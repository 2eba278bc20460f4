import { chainHash } from "./hash-chain.ts";
import { openKeep } from "./keep-entry.ts";
import type { Head, LedgerRow, Recorded } from "./ledger.ts";
import { subjectOf } from "./ledger-entry.ts";
import { rebuildProjections } from "./rebuild.ts";
import { registerChain } from "./register-chain.ts";
import { ledgerTables } from "./storage/migrations/0001-ledger.ts";
import type { Database } from "./storage/open-database.ts";

type Guard = Readonly<{ name: string; sql: string }>;

/**
 * Writes entries that were sealed before back into a book, from a copy: each must follow the one
 * before and fit its seal. The database's own guards stay on, except while a damaged tail is taken
 * out, which only ever happens to a copy of the file. Everything runs in the caller's transaction.
 */
export function openRestore(db: Database) {
  const { keep } = openKeep(db);

  /** Undefined, and nothing written, where the row does not follow `before`. */
  function add(before: Head, row: LedgerRow): Recorded | undefined {
    if (!follows(before, row)) return undefined;
    const recorded = registerChain.read(row);
    const { content } = row;
    keep({ ...recorded, content, subject: subjectOf(recorded.entry) }, before);
    return recorded;
  }

  return { add };
}

/** Puts back what guards the book, where somebody took it away. */
export function restoreGuards(db: Database): void {
  for (const [sql] of ledgerTables.sql.matchAll(/CREATE TRIGGER[\s\S]*?\bEND;/g)) {
    db.exec(sql.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"));
  }
}

/** Takes out all entries after `seq`, and makes what follows from the others anew. */
export function removeAfter(db: Database, seq: number): void {
  const guards = db
    .prepare<[], Guard>(
      `SELECT name, sql FROM sqlite_schema
       WHERE type = 'trigger' AND tbl_name IN ('ledger', 'posting')`,
    )
    .all();
  for (const { name } of guards) db.exec(`DROP TRIGGER "${name}"`);
  db.prepare("DELETE FROM posting WHERE seq > ?").run(seq);
  db.prepare("DELETE FROM ledger WHERE seq > ?").run(seq);
  for (const { sql } of guards) db.exec(sql);
  rebuildProjections(db);
}

/** Whether the row is the next one after `before`, by its number and its seal. */
export function follows(before: Head, { seq, content, hash }: LedgerRow): boolean {
  return seq === before.seq + 1 && chainHash(before.hash, content) === hash;
}
