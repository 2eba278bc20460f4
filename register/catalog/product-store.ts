import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewProduct } from "./product-rows.ts";
import { foldText } from "./search-text.ts";

/** A product and its place among the quick keys. */
export type PlacedProduct = NewProduct & Readonly<{ keyPosition: number }>;

/** What the catalog has of a product that is written once more. */
type Known = Readonly<{
  number: number;
  searchText: string;
  sku: string | null;
  isSold: number;
  barcodes: string;
}>;

type Planned = Readonly<{
  product: PlacedProduct;
  searchText: string;
  known: Known | undefined;
  areWordsNew: boolean;
  areCodesNew: boolean;
}>;

/** From so many new products on, one index of their words is made out of the many small ones. */
const BULK = 1_000;

/**
 * The only writer of products, their codes and the index of their words. The three move together,
 * in the caller's transaction.
 */
export function openProductStore(db: Database) {
  const sql = prepareStore(db);

  /**
   * Adds products, or replaces those of the same id; codes must be free. All rows come first and
   * their words after: FTS5 writes its pending words out before any statement that may fail
   * half-way (its xSavepoint), so taking turns would cost a hundred times as much.
   */
  function put(products: readonly PlacedProduct[]): void {
    const planned = products.map((product) =>
      plan(product, sql.selectKnown.get(product.productId)),
    );
    const recoded = planned.filter(({ areCodesNew }) => areCodesNew);
    for (const { product } of recoded) sql.deleteBarcodes.run(product.productId);
    let number = sql.selectLastNumber.get() ?? 0;
    const numbers = planned.map((one) => {
      if (one.known === undefined) number += 1;
      return writeRow(sql, one, number);
    });
    for (const { product } of recoded) {
      for (const code of product.barcodes) sql.insertBarcode.run(code, product.productId);
    }
    planned.forEach((one, at) => {
      if (one.areWordsNew) writeWords(sql, one, numbers[at] ?? 0);
    });
    if (planned.filter(({ areWordsNew }) => areWordsNew).length >= BULK) sql.mergeIndex.run();
  }

  /** Takes the codes from products that are to be written with others, so that they may move. */
  function freeCodes(products: readonly PlacedProduct[]): void {
    for (const product of products) {
      const known = sql.selectKnown.get(product.productId);
      if (known !== undefined && plan(product, known).areCodesNew) {
        sql.deleteBarcodes.run(product.productId);
      }
    }
  }

  /** Takes products out of sale: no key, scan or search finds them; sales that have them keep them. */
  function retire(productIds: readonly string[]): void {
    const numbers = productIds.map((productId) => {
      sql.deleteBarcodes.run(productId);
      return sql.retireProduct.get(productId);
    });
    for (const number of numbers) if (number !== undefined) sql.unindex.run(number);
  }

  return { put, retire, freeCodes };
}

/** Answers the product's number. What stands in an index is only written where it changed. */
function writeRow(
  sql: Statements,
  { product, searchText, known }: Planned,
  nextNumber: number,
): number {
  const { productId, name, detail, priceMinor, taxCode, keyPage, keyPosition } = product;
  const { sku = null, variantGroup = null, soldBy = "piece" } = product;
  const shown = [name, detail, priceMinor, taxCode, keyPage, keyPosition, variantGroup, soldBy];
  if (known === undefined) {
    sql.insertProduct.run(...shown, productId, searchText, sku, nextNumber);
    return nextNumber;
  }
  sql.updateProduct.run(...shown, productId);
  const { number, isSold } = known;
  if (isSold !== 1 || known.searchText !== searchText || known.sku !== sku) {
    sql.updateFound.run(searchText, sku, productId);
  }
  return number;
}

function plan(product: PlacedProduct, known: Known | undefined): Planned {
  const { name, detail, barcodes } = product;
  const searchText = foldText(`${name} ${detail}`);
  const areWordsNew = known?.isSold !== 1 || known.searchText !== searchText;
  const areCodesNew = known?.barcodes !== JSON.stringify(barcodes.toSorted());
  return { product, searchText, known, areWordsNew, areCodesNew };
}

function writeWords(sql: Statements, { product, known }: Planned, number: number): void {
  if (known?.isSold === 1) sql.unindex.run(number);
  sql.index.run(number, foldText(product.name), foldText(product.detail));
}

type Statements = ReturnType<typeof prepareStore>;

function prepareStore(db: Database) {
  return {
    selectKnown: db.prepare<[string], Known>(
      `SELECT number, search_text AS searchText, sku, is_sold AS isSold,
         (SELECT json_group_array(code ORDER BY code) FROM barcode b
           WHERE b.product_id = product.product_id) AS barcodes
       FROM product WHERE product_id = ?`,
    ),
    selectLastNumber: db
      .prepare<[], number>("SELECT coalesce(max(number), 0) FROM product")
      .pluck(),
    insertProduct: db.prepare(
      `INSERT INTO product (name, detail, price_minor, tax_code, key_page, key_position,
         variant_group, sold_by, product_id, search_text, sku, number)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ),
    updateProduct: db.prepare(
      `UPDATE product SET name = ?, detail = ?, price_minor = ?, tax_code = ?, key_page = ?,
         key_position = ?, variant_group = ?, sold_by = ? WHERE product_id = ?`,
    ),
    updateFound: db.prepare(
      "UPDATE product SET search_text = ?, sku = ?, is_sold = 1 WHERE product_id = ?",
    ),
    retireProduct: db
      .prepare<[string], number>(
        `UPDATE product SET is_sold = 0, key_page = NULL WHERE product_id = ? AND is_sold = 1
         RETURNING number`,
      )
      .pluck(),
    deleteBarcodes: db.prepare<[string]>("DELETE FROM barcode WHERE product_id = ?"),
    insertBarcode: db.prepare<[string, string]>(
      "INSERT INTO barcode (code, product_id) VALUES (?, ?)",
    ),
    unindex: db.prepare<[number]>("DELETE FROM product_search WHERE rowid = ?"),
    index: db.prepare<[number, string, string]>(
      "INSERT INTO product_search (rowid, name, detail) VALUES (?, ?, ?)",
    ),
    mergeIndex: db.prepare("INSERT INTO product_search (product_search) VALUES ('optimize')"),
  };
}
