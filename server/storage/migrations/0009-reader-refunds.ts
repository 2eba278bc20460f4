import type { Migration } from "../../../ledger/storage/migrate.ts";

/** Refunds that ask for their card at a reader; until one is done the reader is nobody else's. */
export const readerRefundTables: Migration = {
  version: 9,
  name: "reader-refunds",
  sql: `
    CREATE TABLE reader_refund (
      refund_id TEXT PRIMARY KEY,
      payment_id TEXT NOT NULL REFERENCES payment (payment_id),
      register_id TEXT NOT NULL,
      connection TEXT NOT NULL,
      reader_id TEXT,
      via TEXT NOT NULL CHECK (via IN ('direct', 'relay')),
      amount_minor INTEGER CHECK (amount_minor > 0),
      started_at_ms INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('starting', 'at-reader', 'done')),
      is_answered INTEGER NOT NULL CHECK (is_answered IN (0, 1)),
      wants_end INTEGER NOT NULL CHECK (wants_end IN (0, 1)),
      let_go TEXT,
      outcome TEXT
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX reader_refund_at ON reader_refund (connection, reader_id)
      WHERE state <> 'done';
  `,
};
