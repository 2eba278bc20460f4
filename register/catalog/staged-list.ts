import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewId } from "../ports.ts";
import type { ListedProduct } from "./product-columns.ts";
import type { SoldBy } from "./product-rows.ts";
import { openProductStore, type PlacedProduct } from "./product-store.ts";

/** `line` is where it stands in the file. */
export type StagedFault = Readonly<{
  line: number;
  fault: "duplicate-sku" | "duplicate-barcode" | "barcode-taken";
  detail: string;
}>;

/** What the list would do to the catalog. */
export type StagedCounts = Readonly<{
  products: number;
  added: number;
  changed: number;
  unchanged: number;
  retired: number;
}>;

type ChangedRow = Readonly<{
  productId: string | null;
  line: number;
  sku: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  keyPage: string | null;
  variantGroup: string | null;
  soldBy: SoldBy;
  barcodes: string;
}>;

/**
 * Temporary tables live in a file of their own that no crash and no other process sees: a list of
 * any length waits there without one lock on the register's database.
 */
const stageSql = `
  DROP TABLE IF EXISTS temp.staged_barcode;
  DROP TABLE IF EXISTS temp.staged_product;
  CREATE TEMP TABLE staged_product (
    sku TEXT PRIMARY KEY COLLATE NOCASE,
    product_id TEXT UNIQUE,
    line INTEGER NOT NULL,
    name TEXT NOT NULL,
    detail TEXT NOT NULL,
    price_minor INTEGER NOT NULL,
    tax_code TEXT NOT NULL,
    key_page TEXT,
    variant_group TEXT,
    is_sold INTEGER NOT NULL,
    sold_by TEXT NOT NULL,
    barcodes TEXT NOT NULL
  ) STRICT;
  CREATE TEMP TABLE staged_barcode (
    code TEXT PRIMARY KEY,
    sku TEXT NOT NULL,
    line INTEGER NOT NULL
  ) STRICT;
`;

/** A staged product and what the catalog has of it; barcodes compare in one order. */
const matched = "FROM temp.staged_product s LEFT JOIN main.product p USING (product_id)";
const codesOfProduct = `(SELECT json_group_array(code ORDER BY code) FROM main.barcode b
  WHERE b.product_id = p.product_id)`;
const isStaged =
  "EXISTS (SELECT 1 FROM temp.staged_product staged WHERE staged.product_id = p.product_id)";
const isSame = `p.product_id IS NOT NULL AND p.is_sold = 1 AND p.sku = s.sku AND p.name = s.name
  AND p.detail = s.detail AND p.price_minor = s.price_minor AND p.tax_code = s.tax_code
  AND p.key_page IS s.key_page AND p.variant_group IS s.variant_group AND p.sold_by = s.sold_by
  AND (s.key_page IS NULL OR p.key_position = s.line) AND ${codesOfProduct} = s.barcodes`;
const toChange = `${matched} WHERE s.is_sold = 1 AND NOT (${isSame})`;
const toRetire = `FROM main.product p WHERE p.is_sold = 1 AND (
    p.product_id IN (SELECT product_id FROM temp.staged_product WHERE is_sold = 0)
    OR (:retiresMissing AND NOT ${isStaged}))`;

export type StagedList = ReturnType<typeof stageList>;

/** A product list that is being read: nothing of it counts until `apply`, and then all of it. */
export function stageList(db: Database, retiresMissing: boolean) {
  db.exec(stageSql);
  const sql = prepareStage(db);
  const store = openProductStore(db);
  const missing = { retiresMissing: Number(retiresMissing) };

  /** Keeps one line for later; the answer is what it clashes with inside the file. */
  function add(product: ListedProduct, line: number): StagedFault | undefined {
    const { sku, barcodes, isSold, ...fields } = product;
    const firstLine = sql.selectLine.get(sku);
    if (firstLine !== undefined) {
      return { line, fault: "duplicate-sku", detail: `${sku} stands on line ${firstLine}, too` };
    }
    const codes = JSON.stringify(barcodes.toSorted());
    sql.insertProduct.run({ ...fields, sku, line, barcodes: codes, isSold: Number(isSold) });
    const clash = isSold ? barcodes.find((code) => !takeCode(code, sku, line)) : undefined;
    if (clash === undefined) return undefined;
    const before = sql.selectCodeLine.get(clash) ?? 0;
    return { line, fault: "duplicate-barcode", detail: `${clash} stands on line ${before}, too` };
  }

  const takeCode = (code: string, sku: string, line: number) =>
    sql.insertCode.run(code, sku, line).changes === 1;

  function counts(): StagedCounts {
    const products = sql.countStaged.get() ?? 0;
    const { added = 0, changed = 0 } = sql.countChanges.get() ?? {};
    const retired = sql.countRetired.get(missing) ?? 0;
    return { products, added, changed, retired, unchanged: products - added - changed };
  }

  /** Changes the catalog, all at once: commits with the transaction around it. */
  function apply(newId: NewId): void {
    store.retire(sql.selectRetired.all(missing));
    store.put(sql.selectChanges.all().map((row) => placed(row, newId)));
  }

  return {
    add,
    counts,
    apply,
    /** Codes that belong to products which the list does not name, in the order of the file. */
    taken: (most: number): readonly StagedFault[] =>
      sql.selectTaken
        .all({ ...missing, most })
        .map(({ line, detail }) => ({ line, fault: "barcode-taken", detail })),
    drop: (): void =>
      void db.exec("DROP TABLE temp.staged_barcode; DROP TABLE temp.staged_product"),
  };
}

function placed({ productId, line, barcodes, ...fields }: ChangedRow, newId: NewId): PlacedProduct {
  return {
    ...fields,
    productId: productId ?? newId("prod"),
    barcodes: JSON.parse(barcodes) as string[],
    keyPosition: line,
  };
}

function prepareStage(db: Database) {
  return {
    selectLine: db
      .prepare<[string], number>("SELECT line FROM temp.staged_product WHERE sku = ?")
      .pluck(),
    selectCodeLine: db
      .prepare<[string], number>("SELECT line FROM temp.staged_barcode WHERE code = ?")
      .pluck(),
    insertProduct: db.prepare(
      `INSERT INTO temp.staged_product (sku, product_id, line, name, detail, price_minor, tax_code, key_page,
         variant_group, is_sold, sold_by, barcodes)
       VALUES (:sku, (SELECT product_id FROM main.product
           WHERE coalesce(sku, product_id) = :sku COLLATE NOCASE), :line, :name, :detail, :priceMinor, :taxCode, :keyPage, :variantGroup, :isSold, :soldBy,
         :barcodes)`,
    ),
    insertCode: db.prepare<[string, string, number]>(
      "INSERT OR IGNORE INTO temp.staged_barcode (code, sku, line) VALUES (?, ?, ?)",
    ),
    countStaged: db.prepare<[], number>("SELECT count(*) FROM temp.staged_product").pluck(),
    countChanges: db.prepare<[], { added: number; changed: number }>(
      `SELECT count(*) FILTER (WHERE p.product_id IS NULL) AS added,
         count(*) FILTER (WHERE p.product_id IS NOT NULL) AS changed ${toChange}`,
    ),
    countRetired: db
      .prepare<{ retiresMissing: number }, number>(`SELECT count(*) ${toRetire}`)
      .pluck(),
    selectRetired: db
      .prepare<{ retiresMissing: number }, string>(`SELECT p.product_id ${toRetire}`)
      .pluck(),
    selectChanges: db.prepare<[], ChangedRow>(
      `SELECT s.product_id AS productId, s.line, s.sku, s.name, s.detail,
         s.price_minor AS priceMinor, s.tax_code AS taxCode, s.key_page AS keyPage,
         s.variant_group AS variantGroup, s.sold_by AS soldBy, s.barcodes ${toChange} ORDER BY s.line`,
    ),
    selectTaken: db.prepare<
      { retiresMissing: number; most: number },
      { line: number; detail: string }
    >(
      `SELECT c.line, c.code || ' belongs to ' || p.name AS detail
       FROM temp.staged_barcode c JOIN main.barcode b USING (code) JOIN main.product p USING (product_id)
       WHERE NOT :retiresMissing AND NOT ${isStaged}
       ORDER BY c.line LIMIT :most`,
    ),
  };
}
