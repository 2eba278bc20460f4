import { chainHash } from "./hash-chain.ts";
import { recordedOf, type Head, type LedgerRow, type Recorded } from "./ledger.ts";
import { subjectOf } from "./ledger-entry.ts";
import { ledgerTables } from "./storage/migrations/0001-ledger.ts";
import type { Database } from "./storage/open-database.ts";

type Guard = Readonly<{ name: string; sql: string }>;

/**
 * Writes entries that were sealed before back into a book, from a copy: each must follow the one
 * before and fit its seal. The database's own guards stay on, except while a damaged tail is taken
 * out, which only ever happens to a copy of the file. Everything runs in the caller's transaction.
 */
export function openRestore(db: Database) {
  const insertPostings = db.prepare<[number, string]>(
    `INSERT INTO posting (seq, line, account, currency, minor)
     SELECT ?, key, value ->> 'account', value ->> 'currency', value ->> 'minor' FROM json_each(?)`,
  );
  const insertEntry = db.prepare<[number, string, string, string, string]>(
    "INSERT INTO ledger (seq, type, subject, content, hash) VALUES (?, ?, ?, ?, ?)",
  );

  /** Undefined, and nothing written, where the row does not follow `before`. */
  function add(before: Head, row: LedgerRow): Recorded | undefined {
    if (!follows(before, row)) return undefined;
    const { seq, content, hash } = row;
    const recorded = recordedOf(row);
    const { entry, postings } = recorded;
    if (postings.length > 0) insertPostings.run(seq, JSON.stringify(postings));
    insertEntry.run(seq, entry.type, subjectOf(entry), content, hash);
    return recorded;
  }

  /** Puts back what guards the book, where somebody took it away. */
  function restoreGuards(): void {
    for (const [sql] of ledgerTables.sql.matchAll(/CREATE TRIGGER[\s\S]*?\bEND;/g)) {
      db.exec(sql.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS"));
    }
  }

  /** Takes out all entries and postings after `seq`. */
  function removeAfter(seq: number): void {
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
  }
  return { add, removeAfter, restoreGuards };
}

/** Whether the row is the next one after `before`, by its number and its seal. */
export function follows(before: Head, { seq, content, hash }: LedgerRow): boolean {
  return seq === before.seq + 1 && chainHash(before.hash, content) === hash;
}
