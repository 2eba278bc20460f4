import type { Migration } from "../migrate.ts";

/**
 * A product list on its way into the catalog. Its changes wait in `catalog_pending`, and nothing of
 * them counts; once `catalog_switch` has its row they are owed, and whoever opens the file finishes
 * them before the catalog is read.
 */
export const catalogPendingTables: Migration = {
  version: 14,
  name: "catalog-pending",
  sql: `
    CREATE TABLE catalog_pending (
      number INTEGER PRIMARY KEY,
      product_id TEXT NOT NULL,
      -- The product as it will be, in JSON; null where it goes out of sale.
      content TEXT
    ) STRICT;
    CREATE TABLE catalog_switch (one INTEGER PRIMARY KEY CHECK (one = 1)) STRICT;
  `,
};
