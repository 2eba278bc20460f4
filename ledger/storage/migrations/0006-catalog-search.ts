import type { Migration } from "../migrate.ts";

/**
 * A catalog of 100,000 products: stock-keeping codes, variants, products taken out of sale, and two
 * ways to search as one types; codes are found in their own indexes. `number` is the index's key: a plain rowid may change when a file is
 * copied by VACUUM. `product_search` holds no text of its own, only where words stand; its owner is
 * register/catalog, which folds words before they come here. A product without a code of its own has
 * its id for one, so that a list can name it.
 */
export const catalogSearchTables: Migration = {
  version: 6,
  name: "catalog-search",
  sql: `
    ALTER TABLE product ADD COLUMN number INTEGER CHECK (number > 0);
    UPDATE product SET number = rowid;
    CREATE UNIQUE INDEX product_by_number ON product (number);

    ALTER TABLE product ADD COLUMN sku TEXT;
    CREATE UNIQUE INDEX product_by_sku ON product (coalesce(sku, product_id) COLLATE NOCASE);

    ALTER TABLE product ADD COLUMN variant_group TEXT;
    CREATE INDEX product_by_group ON product (variant_group) WHERE variant_group IS NOT NULL;

    ALTER TABLE product ADD COLUMN is_sold INTEGER NOT NULL DEFAULT 1 CHECK (is_sold IN (0, 1));
    CREATE INDEX product_by_text ON product (search_text) WHERE is_sold = 1;

    CREATE VIRTUAL TABLE product_search USING fts5 (
      name, detail,
      content = '', contentless_delete = 1, prefix = '1 2 3',
      tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
    );
    INSERT INTO product_search (rowid, name, detail) SELECT number, name, detail FROM product;
  `,
};
