import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * A book may also order that more is held. SQLite cannot widen a CHECK: the same table is made once
 * more with all its rows.
 */
export const raiseInstructionTables: Migration = {
  version: 12,
  name: "raise-instructions",
  sql: `
    CREATE TABLE instruction_with_raise (
      instruction_id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('capture', 'refund', 'void', 'raise')),
      payment_id TEXT NOT NULL REFERENCES payment (payment_id),
      refund_id TEXT,
      amount_minor INTEGER CHECK (amount_minor > 0),
      currency TEXT CHECK (length(currency) = 3),
      not_before_ms INTEGER NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('stored', 'done')),
      outcome TEXT,
      sends INTEGER NOT NULL CHECK (sends >= 0),
      stripe_refund_id TEXT,
      mailed TEXT,
      window_ms INTEGER NOT NULL DEFAULT 86400000
    ) STRICT;
    INSERT INTO instruction_with_raise SELECT * FROM instruction ORDER BY rowid;
    DROP TABLE instruction;
    ALTER TABLE instruction_with_raise RENAME TO instruction;
    CREATE INDEX instruction_undone ON instruction (state) WHERE state = 'stored';
    CREATE UNIQUE INDEX instruction_by_refund ON instruction (stripe_refund_id)
      WHERE stripe_refund_id IS NOT NULL;
    CREATE INDEX instruction_of_raise ON instruction (payment_id) WHERE kind = 'raise';
  `,
};
