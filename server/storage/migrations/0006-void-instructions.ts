import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * A book may also order that a hold is let go of. SQLite cannot widen a CHECK: the same table is made
 * once more with all its rows.
 */
export const voidInstructionTables: Migration = {
  version: 6,
  name: "void-instructions",
  sql: `
    CREATE TABLE instruction_with_void (
      instruction_id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('capture', 'refund', 'void')),
      payment_id TEXT NOT NULL REFERENCES payment (payment_id),
      refund_id TEXT,
      amount_minor INTEGER CHECK (amount_minor > 0),
      currency TEXT CHECK (length(currency) = 3),
      not_before_ms INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('stored', 'done')),
      outcome TEXT,
      sends INTEGER NOT NULL CHECK (sends >= 0),
      stripe_refund_id TEXT,
      mailed TEXT
    ) STRICT;
    INSERT INTO instruction_with_void SELECT * FROM instruction ORDER BY rowid;
    DROP TABLE instruction;
    ALTER TABLE instruction_with_void RENAME TO instruction;
    CREATE INDEX instruction_undone ON instruction (state) WHERE state = 'stored';
    CREATE UNIQUE INDEX instruction_by_refund ON instruction (stripe_refund_id)
      WHERE stripe_refund_id IS NOT NULL;
  `,
};
