import type { Migration } from "../../../ledger/storage/migrate.ts";

/** Events as they came, what must be read, card payments, instructions, mailboxes and leases. */
export const relayTables: Migration = {
  version: 1,
  name: "relay",
  sql: `
    CREATE TABLE event (
      event_no INTEGER PRIMARY KEY,
      connection TEXT NOT NULL,
      event_id TEXT NOT NULL,
      type TEXT NOT NULL,
      created_s INTEGER NOT NULL,
      is_live INTEGER NOT NULL CHECK (is_live IN (0, 1)),
      source TEXT NOT NULL CHECK (source IN ('webhook', 'list')),
      state TEXT NOT NULL CHECK (state IN ('stored', 'ignored')),
      received_at_ms INTEGER NOT NULL,
      body BLOB NOT NULL,
      UNIQUE (connection, event_id)
    ) STRICT;

    CREATE TABLE events_checkpoint (
      connection TEXT PRIMARY KEY,
      since_s INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE stale_object (
      mark_no INTEGER PRIMARY KEY,
      connection TEXT NOT NULL,
      kind TEXT NOT NULL CHECK (kind IN ('intent', 'refund', 'attempt')),
      object_id TEXT NOT NULL,
      generation INTEGER NOT NULL,
      source TEXT NOT NULL CHECK (source IN ('webhook', 'poll', 'asked', 'recovery')),
      event_id TEXT,
      is_asked INTEGER NOT NULL CHECK (is_asked IN (0, 1)),
      UNIQUE (connection, kind, object_id)
    ) STRICT;

    CREATE TABLE payment (
      payment_id TEXT PRIMARY KEY,
      register_id TEXT NOT NULL,
      connection TEXT NOT NULL,
      started_at_ms INTEGER NOT NULL,
      sale_id TEXT,
      reader_id TEXT,
      amount_minor INTEGER CHECK (amount_minor > 0),
      currency TEXT CHECK (length(currency) = 3),
      intent_id TEXT,
      state TEXT NOT NULL CHECK (state IN ('starting', 'open', 'final', 'dead')),
      is_at_reader INTEGER NOT NULL CHECK (is_at_reader IN (0, 1)),
      sends INTEGER NOT NULL CHECK (sends >= 0),
      charge_before TEXT,
      wants_cancel INTEGER NOT NULL CHECK (wants_cancel IN (0, 1)),
      mailed TEXT
    ) STRICT;
    CREATE UNIQUE INDEX payment_by_intent ON payment (connection, intent_id)
      WHERE intent_id IS NOT NULL;
    CREATE INDEX payment_unfinished ON payment (state) WHERE state IN ('starting', 'open');

    CREATE TABLE instruction (
      instruction_id TEXT PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('capture', 'refund')),
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
    CREATE INDEX instruction_undone ON instruction (state) WHERE state = 'stored';
    CREATE UNIQUE INDEX instruction_by_refund ON instruction (stripe_refund_id)
      WHERE stripe_refund_id IS NOT NULL;

    CREATE TABLE mailbox (
      register_id TEXT PRIMARY KEY,
      head_seq INTEGER NOT NULL CHECK (head_seq >= 0),
      acked_seq INTEGER NOT NULL CHECK (acked_seq BETWEEN 0 AND head_seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE mail (
      register_id TEXT NOT NULL REFERENCES mailbox (register_id),
      seq INTEGER NOT NULL CHECK (seq > 0),
      body TEXT NOT NULL,
      mailed_at_ms INTEGER NOT NULL,
      PRIMARY KEY (register_id, seq)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE lease (
      connection TEXT NOT NULL,
      reader_id TEXT NOT NULL,
      register_id TEXT NOT NULL,
      payment_id TEXT NOT NULL REFERENCES payment (payment_id),
      taken_at_ms INTEGER NOT NULL,
      PRIMARY KEY (connection, reader_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lease_by_payment ON lease (payment_id);
  `,
};
