import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * The second copy of each register's book, which is also the witness of its head, and the public
 * keys that registers sign with. A copy is never changed and has no gap: triggers see to it.
 */
export const ledgerCopyTables: Migration = {
  version: 2,
  name: "ledger-copies",
  sql: `
    CREATE TABLE ledger_copy (
      register_id TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      content TEXT NOT NULL,
      hash TEXT NOT NULL CHECK (length(hash) = 64),
      copied_at_ms INTEGER NOT NULL,
      PRIMARY KEY (register_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER ledger_copy_gapless BEFORE INSERT ON ledger_copy BEGIN
      SELECT RAISE(ABORT, 'ledger copy: the next number is the only one')
        WHERE NEW.seq <> 1 + coalesce(
          (SELECT max(seq) FROM ledger_copy WHERE register_id = NEW.register_id), 0
        );
    END;
    CREATE TRIGGER ledger_copy_never_changes BEFORE UPDATE ON ledger_copy BEGIN
      SELECT RAISE(ABORT, 'ledger copy: a copy is never changed');
    END;
    CREATE TRIGGER ledger_copy_never_shrinks BEFORE DELETE ON ledger_copy BEGIN
      SELECT RAISE(ABORT, 'ledger copy: a copy is never deleted');
    END;

    CREATE TABLE device_key (
      register_id TEXT NOT NULL,
      key_id TEXT NOT NULL,
      public_key TEXT NOT NULL,
      told_at_ms INTEGER NOT NULL,
      PRIMARY KEY (register_id, key_id)
    ) STRICT, WITHOUT ROWID;
  `,
};
