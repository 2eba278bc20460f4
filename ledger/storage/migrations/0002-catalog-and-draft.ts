import type { Migration } from "../migrate.ts";

/** What a register keeps beside its book: products to sell, and the sale that is being made. */
export const catalogAndDraftTables: Migration = {
  version: 2,
  name: "catalog-and-draft",
  sql: `
    CREATE TABLE product (
      product_id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      detail TEXT NOT NULL,
      price_minor INTEGER NOT NULL CHECK (price_minor >= 0),
      tax_code TEXT NOT NULL,
      search_text TEXT NOT NULL,
      key_page TEXT,
      key_position INTEGER
    ) STRICT;
    CREATE INDEX product_by_key ON product (key_page, key_position) WHERE key_page IS NOT NULL;

    CREATE TABLE barcode (
      code TEXT PRIMARY KEY,
      product_id TEXT NOT NULL REFERENCES product (product_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX barcode_by_product ON barcode (product_id);

    CREATE TABLE draft_sale (
      sale_id TEXT PRIMARY KEY,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TABLE draft_step (
      step INTEGER PRIMARY KEY,
      sale_id TEXT NOT NULL REFERENCES draft_sale (sale_id) ON DELETE CASCADE,
      content TEXT NOT NULL
    ) STRICT;
    CREATE INDEX draft_step_by_sale ON draft_step (sale_id, step);
  `,
};
