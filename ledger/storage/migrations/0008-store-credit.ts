import type { Migration } from "../migrate.ts";

/**
 * Store credit at this register: whose account it is stands outside the chain, so that it can be
 * erased; balances are the relay's. `credit_spend` is a sale that waits for the relay to hold its
 * amount: a row of a crash is let go of at the next start.
 */
export const storeCreditTables: Migration = {
  version: 8,
  name: "store-credit",
  sql: `
    CREATE TABLE credit_account (
      account_id TEXT PRIMARY KEY,
      name TEXT NOT NULL
    ) STRICT;
    CREATE INDEX credit_account_by_name ON credit_account (name COLLATE NOCASE);

    CREATE TABLE credit_spend (
      reservation_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL UNIQUE,
      account_id TEXT NOT NULL,
      user_id TEXT NOT NULL,
      amount_minor INTEGER NOT NULL CHECK (amount_minor > 0)
    ) STRICT;
  `,
};
