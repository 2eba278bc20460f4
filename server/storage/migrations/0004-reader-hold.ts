import type { Migration } from "../../../ledger/storage/migrate.ts";

/** Readers that a register drives itself, and by which way a payment goes to its reader. */
export const readerHoldTables: Migration = {
  version: 4,
  name: "reader-hold",
  sql: `
    CREATE TABLE reader_hold (
      connection TEXT NOT NULL,
      reader_id TEXT NOT NULL,
      register_id TEXT NOT NULL,
      until_ms INTEGER NOT NULL,
      PRIMARY KEY (connection, reader_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX reader_hold_by_register ON reader_hold (register_id);

    ALTER TABLE payment ADD COLUMN via TEXT NOT NULL DEFAULT 'relay'
      CHECK (via IN ('direct', 'relay'));
  `,
};
