import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewProduct } from "./product-rows.ts";
import { foldText } from "./search-text.ts";

type ProductFields = Readonly<{
  productId: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  searchText: string;
  keyPage: string | null;
  keyPosition: number;
  sku: string | null;
  variantGroup: string | null;
}>;

/** A product and its place among the quick keys. */
export type PlacedProduct = NewProduct & Readonly<{ keyPosition: number }>;

const upsertSql = `INSERT INTO product (product_id, name, detail, price_minor, tax_code, search_text,
    key_page, key_position, sku, variant_group, number)
  VALUES (:productId, :name, :detail, :priceMinor, :taxCode, :searchText, :keyPage, :keyPosition,
    :sku, :variantGroup, 1 + coalesce((SELECT max(number) FROM product), 0))
  ON CONFLICT (product_id) DO UPDATE SET name = excluded.name, detail = excluded.detail,
    price_minor = excluded.price_minor, tax_code = excluded.tax_code,
    search_text = excluded.search_text, key_page = excluded.key_page,
    key_position = excluded.key_position, sku = excluded.sku,
    variant_group = excluded.variant_group, is_sold = 1
  RETURNING number`;

/** From so many products on, one index of their words is made out of the many small ones. */
const BULK = 1_000;

/**
 * The only writer of products, their codes and the index of their words. The three move together,
 * in the caller's transaction.
 */
export function openProductStore(db: Database) {
  const upsertProduct = db.prepare<ProductFields, number>(upsertSql).pluck();
  const deleteBarcodes = db.prepare<[string]>("DELETE FROM barcode WHERE product_id = ?");
  const insertBarcode = db.prepare<[string, string]>(
    "INSERT INTO barcode (code, product_id) VALUES (?, ?)",
  );
  const selectNumber = db
    .prepare<[string], number>("SELECT number FROM product WHERE product_id = ?")
    .pluck();
  const unindex = db.prepare<[number]>("DELETE FROM product_search WHERE rowid = ?");
  const index = db.prepare<[number, string, string]>(
    "INSERT INTO product_search (rowid, name, detail) VALUES (?, ?, ?)",
  );
  const mergeIndex = db.prepare("INSERT INTO product_search (product_search) VALUES ('optimize')");
  const retireProduct = db
    .prepare<[string], number>(
      `UPDATE product SET is_sold = 0, key_page = NULL WHERE product_id = ? AND is_sold = 1
       RETURNING number`,
    )
    .pluck();

  function forget(productId: string, number: number | undefined): void {
    if (number === undefined) return;
    deleteBarcodes.run(productId);
    unindex.run(number);
  }

  function putRow(product: NewProduct, keyPosition: number): number {
    const { productId, barcodes, ...fields } = product;
    const { name, detail, sku = null, variantGroup = null } = fields;
    const searchText = foldText(`${name} ${detail}`);
    const row = { ...fields, productId, searchText, keyPosition, sku, variantGroup };
    const number = upsertProduct.get(row) ?? 0;
    for (const code of barcodes) insertBarcode.run(code, productId);
    return number;
  }

  return {
    /**
     * Adds products, or replaces those of the same id; codes must be free. The rows come first and
     * their words after: FTS5 writes its pending words out before any statement that may fail
     * half-way (its xSavepoint), so taking turns would cost a hundred times as much.
     */
    put(products: readonly PlacedProduct[]): void {
      for (const { productId } of products) forget(productId, selectNumber.get(productId));
      const numbers = products.map(({ keyPosition, ...product }) => putRow(product, keyPosition));
      products.forEach(({ name, detail }, at) => {
        index.run(numbers[at] ?? 0, foldText(name), foldText(detail));
      });
      if (products.length >= BULK) mergeIndex.run();
    },
    /** Takes a product out of sale: no key, scan or search finds it; sales that have it keep it. */
    retire(productId: string): void {
      forget(productId, retireProduct.get(productId));
    },
  };
}
