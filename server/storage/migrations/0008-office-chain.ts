import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * The office chain: facts of whole accounts, sealed like a register's book, never changed and
 * without a gap. And which marks ask for the concerns of a payment, too.
 */
export const officeChainTables: Migration = {
  version: 8,
  name: "office-chain",
  sql: `
    ALTER TABLE stale_object ADD COLUMN is_concern INTEGER NOT NULL DEFAULT 0
      CHECK (is_concern IN (0, 1));

    CREATE TABLE office_entry (
      seq INTEGER PRIMARY KEY CHECK (seq > 0),
      type TEXT NOT NULL,
      subject TEXT NOT NULL,
      content TEXT NOT NULL,
      hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;
    CREATE INDEX office_entry_by_subject ON office_entry (subject);
    CREATE TRIGGER office_entry_gapless BEFORE INSERT ON office_entry BEGIN
      SELECT RAISE(ABORT, 'office chain: the next number is the only one')
        WHERE NEW.seq <> 1 + coalesce((SELECT max(seq) FROM office_entry), 0);
    END;
    CREATE TRIGGER office_entry_never_changes BEFORE UPDATE ON office_entry BEGIN
      SELECT RAISE(ABORT, 'office chain: an entry is never changed');
    END;
    CREATE TRIGGER office_entry_never_goes BEFORE DELETE ON office_entry BEGIN
      SELECT RAISE(ABORT, 'office chain: an entry is never deleted');
    END;
  `,
};

/** The triggers by which the database itself guards the office chain. */
export const officeGuards: readonly string[] = [
  ...officeChainTables.sql.matchAll(/CREATE TRIGGER (\w+)/g),
].map(([, name = ""]) => name);
