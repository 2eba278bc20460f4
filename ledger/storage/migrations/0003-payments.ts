import type { Migration } from "../migrate.ts";

/**
 * Card payments. A payment's row moves with the ledger entries of its facts, in their transaction.
 * `payment_event` is what was seen, also what changed nothing; `outbox` is what the relay must
 * still be told (never a new charge); `relay_cursor` is the last mailbox number that is committed.
 * A draft may be held aside while its payment is unknown, so that the next customer is served.
 */
export const paymentTables: Migration = {
  version: 3,
  name: "payments",
  sql: `
    CREATE TABLE payment (
      payment_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL,
      phase TEXT NOT NULL CHECK (
        phase IN ('waiting', 'unknown', 'declined', 'authorised', 'cancelled', 'captured')
      ),
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX payment_by_sale ON payment (sale_id);
    CREATE INDEX payment_not_final ON payment (phase) WHERE phase NOT IN ('cancelled', 'captured');

    CREATE TABLE payment_event (
      number INTEGER PRIMARY KEY,
      payment_id TEXT NOT NULL REFERENCES payment (payment_id),
      at_ms INTEGER NOT NULL,
      source TEXT NOT NULL,
      what TEXT NOT NULL,
      detail TEXT NOT NULL,
      counted INTEGER NOT NULL CHECK (counted IN (0, 1))
    ) STRICT;
    CREATE INDEX payment_event_by_payment ON payment_event (payment_id, number);

    CREATE TABLE refund (
      refund_id TEXT PRIMARY KEY,
      payment_id TEXT NOT NULL REFERENCES payment (payment_id),
      sale_id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('requested', 'pending', 'succeeded', 'failed')),
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX refund_by_payment ON refund (payment_id);

    CREATE TABLE outbox (
      id TEXT PRIMARY KEY,
      message TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      refused TEXT
    ) STRICT;

    CREATE TABLE relay_cursor (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      seq INTEGER NOT NULL CHECK (seq >= 0)
    ) STRICT;
    INSERT INTO relay_cursor (one, seq) VALUES (1, 0);

    ALTER TABLE draft_sale ADD COLUMN state TEXT NOT NULL DEFAULT 'open'
      CHECK (state IN ('open', 'held'));
    CREATE UNIQUE INDEX draft_sale_one_open ON draft_sale (state) WHERE state = 'open';
  `,
};
