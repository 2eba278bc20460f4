import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * Store credit as the copied books tell it: each movement once, by the id of what caused it, and
 * what registers hold of it while they sell. An account's balance is the sum of its movements.
 */
export const reservationTables: Migration = {
  version: 3,
  name: "reservations",
  sql: `
    CREATE TABLE credit_movement (
      movement_id TEXT PRIMARY KEY,
      account_id TEXT NOT NULL,
      register_id TEXT NOT NULL,
      currency TEXT NOT NULL CHECK (length(currency) = 3),
      minor INTEGER NOT NULL CHECK (minor <> 0)
    ) STRICT;
    CREATE INDEX credit_movement_by_account ON credit_movement (account_id);
    CREATE TRIGGER credit_movement_never_changes BEFORE UPDATE ON credit_movement BEGIN
      SELECT RAISE(ABORT, 'store credit: a movement is never changed');
    END;
    CREATE TRIGGER credit_movement_never_goes BEFORE DELETE ON credit_movement BEGIN
      SELECT RAISE(ABORT, 'store credit: a movement is never deleted');
    END;

    CREATE TABLE reservation (
      reservation_id TEXT PRIMARY KEY,
      register_id TEXT NOT NULL,
      account_id TEXT,
      currency TEXT,
      minor INTEGER CHECK (minor >= 0),
      state TEXT NOT NULL CHECK (state IN ('held', 'confirmed', 'released'))
    ) STRICT;
    CREATE INDEX reservation_held ON reservation (account_id) WHERE state = 'held';
  `,
};
