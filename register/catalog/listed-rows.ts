import type { Database } from "../../ledger/storage/open-database.ts";

/** A product with all that a product list says of it. */
export type ListedRow = Readonly<{
  number: number;
  sku: string | null;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: string;
  variantGroup: string | null;
  keyPage: string | null;
  isSold: number;
  soldBy: string;
}>;

/** Reads the catalog in the order of its numbers, page by page. */
export function openListedRows(db: Database) {
  const selectCount = db.prepare<[], number>("SELECT count(*) FROM product").pluck();
  const selectAfter = db.prepare<[number, number], ListedRow>(
    `SELECT number, coalesce(sku, product_id) AS sku, name, detail, price_minor AS priceMinor,
       tax_code AS taxCode, variant_group AS variantGroup, key_page AS keyPage, is_sold AS isSold,
       sold_by AS soldBy,
       (SELECT coalesce(group_concat(code, ' '), '') FROM barcode b
         WHERE b.product_id = product.product_id) AS barcodes
     FROM product WHERE number > ? ORDER BY number LIMIT ?`,
  );
  return {
    count: () => selectCount.get() ?? 0,
    after: (number: number, limit: number) => selectAfter.all(number, limit),
  };
}
