import type { Database } from "../../ledger/storage/open-database.ts";
import { productColumns, type ProductRow } from "./product-rows.ts";
import { searchTerms, type SearchTerms } from "./search-text.ts";

/**
 * How many matches are looked at before they are ranked. One letter matches a third of a catalog,
 * and ranking all of it takes forty times as long as a clerk's patience for a keystroke.
 */
const MAX_RANKED = 200;

type Query = SearchTerms & { limit: number; most: number };

/** Names that begin with the whole text, in their order: what a clerk means nearly always. */
const beginningSql = `${productColumns}
  WHERE is_sold = 1 AND search_text >= :from AND search_text < :to
  ORDER BY search_text LIMIT :limit`;

/** Codes that begin with the text: barcodes as they are, the shop's own whatever their case. */
const codeSql = `${productColumns}
  WHERE is_sold = 1 AND product_id IN (
    SELECT * FROM (SELECT product_id FROM barcode WHERE code >= :code AND code < :codeTo LIMIT :limit)
    UNION SELECT * FROM (SELECT product_id FROM product
      WHERE sku IS NOT NULL AND coalesce(sku, product_id) COLLATE NOCASE >= :code
        AND coalesce(sku, product_id) COLLATE NOCASE < :codeTo
      LIMIT :limit)
  ) ORDER BY sku, search_text LIMIT :limit`;

/** Every word begins a word of the name or the detail; names with the first word come first. */
const matchingSql = `WITH matched AS (
    SELECT rowid AS number FROM product_search WHERE product_search MATCH :match LIMIT :most
  ), ranked AS (
    SELECT number FROM matched JOIN product USING (number)
    ORDER BY substr(search_text, 1, length(:first)) <> :first, search_text LIMIT :limit
  ) ${productColumns} JOIN ranked USING (number)
  ORDER BY substr(search_text, 1, length(:first)) <> :first, search_text`;

export function openProductSearch(db: Database) {
  const selectBeginning = db.prepare<Query, ProductRow>(beginningSql);
  const selectCodes = db.prepare<Query, ProductRow>(codeSql);
  const selectMatching = db.prepare<Query, ProductRow>(matchingSql);

  /** The first `limit` products for what was typed; none for a text without a word. */
  return function search(text: string, limit: number): readonly ProductRow[] {
    const terms = searchTerms(text);
    if (terms === undefined) return [];
    const query = { ...terms, limit, most: MAX_RANKED };
    const found = new Map<string, ProductRow>();
    for (const select of [selectBeginning, selectCodes, selectMatching]) {
      if (found.size >= limit) break;
      for (const row of select.all(query)) found.set(row.productId, row);
    }
    return [...found.values()].slice(0, limit);
  };
}
