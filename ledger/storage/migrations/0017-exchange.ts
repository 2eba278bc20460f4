import type { Migration } from "../migrate.ts";

/**
 * Goods that come back for others, one exchange at a time: what the book cannot say, that is for
 * which sale their refund's money is meant. Losing the row loses a reminder and no money.
 */
export const exchangeTable: Migration = {
  version: 17,
  name: "exchange",
  sql: `
    CREATE TABLE exchange (
      refund_id TEXT PRIMARY KEY,
      content TEXT NOT NULL
    ) STRICT;
  `,
};
