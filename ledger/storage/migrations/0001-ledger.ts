import type { Migration } from "../migrate.ts";

/**
 * The book. An entry's postings are written first and sealed by the entry's row: its trigger
 * refuses a gap in the numbers and postings that do not sum to zero per currency.
 */
export const ledgerTables: Migration = {
  version: 1,
  name: "ledger",
  sql: `
    CREATE TABLE ledger (
      seq INTEGER PRIMARY KEY CHECK (seq > 0),
      type TEXT NOT NULL,
      subject TEXT NOT NULL,
      content TEXT NOT NULL,
      hash TEXT NOT NULL CHECK (length(hash) = 64)
    ) STRICT;
    CREATE INDEX ledger_by_subject ON ledger (subject, seq);
    CREATE INDEX ledger_by_type ON ledger (type, seq);

    CREATE TABLE posting (
      seq INTEGER NOT NULL REFERENCES ledger (seq) DEFERRABLE INITIALLY DEFERRED,
      line INTEGER NOT NULL CHECK (line >= 0),
      account TEXT NOT NULL,
      currency TEXT NOT NULL CHECK (length(currency) = 3),
      minor INTEGER NOT NULL CHECK (minor <> 0),
      PRIMARY KEY (seq, line)
    ) STRICT, WITHOUT ROWID;

    CREATE TRIGGER ledger_gapless_and_balanced BEFORE INSERT ON ledger BEGIN
      SELECT RAISE(ABORT, 'ledger: the next number is the only one')
        WHERE NEW.seq <> 1 + coalesce((SELECT max(seq) FROM ledger), 0);
      SELECT RAISE(ABORT, 'ledger: postings do not sum to zero')
        WHERE EXISTS (
          SELECT 1 FROM posting WHERE seq = NEW.seq GROUP BY currency HAVING sum(minor) <> 0
        );
    END;
    CREATE TRIGGER ledger_never_changes BEFORE UPDATE ON ledger BEGIN
      SELECT RAISE(ABORT, 'ledger: an entry is never changed');
    END;
    CREATE TRIGGER ledger_never_shrinks BEFORE DELETE ON ledger BEGIN
      SELECT RAISE(ABORT, 'ledger: an entry is never deleted');
    END;
    CREATE TRIGGER posting_before_its_seal BEFORE INSERT ON posting BEGIN
      SELECT RAISE(ABORT, 'ledger: this entry is sealed')
        WHERE NEW.seq <= coalesce((SELECT max(seq) FROM ledger), 0);
    END;
    CREATE TRIGGER posting_never_changes BEFORE UPDATE ON posting BEGIN
      SELECT RAISE(ABORT, 'ledger: a posting is never changed');
    END;
    CREATE TRIGGER posting_never_shrinks BEFORE DELETE ON posting BEGIN
      SELECT RAISE(ABORT, 'ledger: a posting is never deleted');
    END;
  `,
};

/** The triggers by which the database itself guards the ledger. */
export const ledgerGuards: readonly string[] = [
  ...ledgerTables.sql.matchAll(/CREATE TRIGGER (\w+)/g),
].map(([, name = ""]) => name);
