import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * Payments by link: the page that a customer opens by its token, what it shows, and the Checkout
 * Session behind it. `page` is what the last reading lets the page say.
 */
export const payLinkTables: Migration = {
  version: 7,
  name: "pay-links",
  sql: `
    ALTER TABLE payment ADD COLUMN is_link INTEGER NOT NULL DEFAULT 0 CHECK (is_link IN (0, 1));

    CREATE TABLE pay_link (
      payment_id TEXT PRIMARY KEY REFERENCES payment (payment_id),
      token TEXT NOT NULL UNIQUE CHECK (length(token) = 22),
      shop_name TEXT NOT NULL,
      lines TEXT NOT NULL,
      session_id TEXT,
      page TEXT NOT NULL CHECK (page IN ('open', 'paid', 'pending', 'closed'))
    ) STRICT, WITHOUT ROWID;
  `,
};
