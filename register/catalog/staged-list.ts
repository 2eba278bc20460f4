import type { Database } from "../../ledger/storage/open-database.ts";
import type { NewId } from "../ports.ts";
import type { ListedProduct } from "./product-columns.ts";
import type { SoldBy } from "./product-rows.ts";
import type { Changes } from "./pending-list.ts";
import type { PlacedProduct } from "./product-store.ts";

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
  CREATE INDEX temp.staged_product_by_line ON staged_product (line);
  CREATE INDEX temp.staged_product_gone ON staged_product (product_id) WHERE is_sold = 0;
  CREATE TEMP TABLE staged_barcode (
    code TEXT PRIMARY KEY,
    sku TEXT NOT NULL,
    line INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX temp.staged_barcode_by_line ON staged_barcode (line);
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
const inWindow = "BETWEEN :from AND :to";
const toChange = `${matched} WHERE s.line ${inWindow} AND s.is_sold = 1 AND NOT (${isSame})`;
const toRetire = `FROM main.product p WHERE p.number ${inWindow} AND p.is_sold = 1 AND (
    p.product_id IN (SELECT product_id FROM temp.staged_product WHERE is_sold = 0)
    OR (:retiresMissing AND NOT ${isStaged}))`;

export type StagedList = ReturnType<typeof stageList>;

/** A product list that is being read: nothing of it counts until `apply`, and then all of it. */
export function stageList(db: Database, retiresMissing: boolean) {
  db.exec(stageSql);
  const sql = prepareStage(db);
  const missing = { retiresMissing: Number(retiresMissing) };
  let size: Size = { products: 0, lastLine: 0 };

  /** Keeps one line for later; the answer is what it clashes with inside the file. */
  function add(product: ListedProduct, line: number): StagedFault | undefined {
    const { sku, barcodes, isSold, ...fields } = product;
    const firstLine = sql.selectLine.get(sku);
    if (firstLine !== undefined) {
      return { line, fault: "duplicate-sku", detail: `${sku} stands on line ${firstLine}, too` };
    }
    const codes = JSON.stringify(barcodes.toSorted());
    sql.insertProduct.run({ ...fields, sku, line, barcodes: codes, isSold: Number(isSold) });
    // Counted here: asked of the table, a long list takes its time.
    size = { products: size.products + 1, lastLine: line };
    const clash = isSold ? barcodes.find((code) => !takeCode(code, sku, line)) : undefined;
    if (clash === undefined) return undefined;
    const before = sql.selectCodeLine.get(clash) ?? 0;
    return { line, fault: "duplicate-barcode", detail: `${clash} stands on line ${before}, too` };
  }

  const takeCode = (code: string, sku: string, line: number) =>
    sql.insertCode.run(code, sku, line).changes === 1;

  return {
    add,
    ...surveyOf(sql, missing, () => size),
    drop: (): void =>
      void db.exec("DROP TABLE temp.staged_barcode; DROP TABLE temp.staged_product"),
  };
}

/** How many products the list has, and the line that the last one stands on. */
type Size = Readonly<{ products: number; lastLine: number }>;

/** What the list would change, and what stands against it, asked a few rows at a time. */
function surveyOf(
  sql: ReturnType<typeof prepareStage>,
  missing: Pick<Retiring, "retiresMissing">,
  sizeOf: () => Size,
) {
  const lines = () => windows(sizeOf().lastLine);
  const numbers = () => windows(sql.selectLastNumber.get() ?? 0);

  function* counts(): Generator<void, StagedCounts> {
    const { products } = sizeOf();
    let [added, changed, retired] = [0, 0, 0];
    for (const window of lines()) {
      const counted = sql.countChanges.get(window);
      added += counted?.added ?? 0;
      changed += counted?.changed ?? 0;
      yield;
    }
    for (const window of numbers()) {
      retired += sql.countRetired.get({ ...missing, ...window }) ?? 0;
      yield;
    }
    return { products, added, changed, retired, unchanged: products - added - changed };
  }

  /** What the list changes, in slices; each new product has its id from here on. */
  function* changes(newId: NewId): Generator<Changes> {
    for (const window of numbers()) {
      yield { products: [], retired: sql.selectRetired.all({ ...missing, ...window }) };
    }
    for (const window of lines()) {
      const rows = sql.selectChanges.all(window);
      yield { products: rows.map((row) => placed(row, newId)), retired: [] };
    }
  }

  /** Codes that belong to products which the list does not name, in the order of the file. */
  function* taken(): Generator<readonly StagedFault[]> {
    for (const window of lines()) {
      yield sql.selectTaken
        .all({ ...missing, ...window })
        .map(({ line, detail }) => ({ line, fault: "barcode-taken", detail }));
    }
  }

  return { counts, changes, taken };
}

/** So many lines, or numbers, are asked for at once. */
const WINDOW = 400;
type Window = Readonly<{ from: number; to: number }>;

function* windows(last: number): Generator<Window> {
  for (let from = 1; from <= last; from += WINDOW) yield { from, to: from + WINDOW - 1 };
}

function placed({ productId, line, barcodes, ...fields }: ChangedRow, newId: NewId): PlacedProduct {
  return {
    ...fields,
    productId: productId ?? newId("prod"),
    barcodes: JSON.parse(barcodes) as string[],
    keyPosition: line,
  };
}

type Retiring = Window & Readonly<{ retiresMissing: number }>;

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
    selectLastNumber: db
      .prepare<[], number>("SELECT coalesce(max(number), 0) FROM main.product")
      .pluck(),
    countChanges: db.prepare<Window, { added: number; changed: number }>(
      `SELECT count(*) FILTER (WHERE p.product_id IS NULL) AS added,
         count(*) FILTER (WHERE p.product_id IS NOT NULL) AS changed ${toChange}`,
    ),
    countRetired: db.prepare<Retiring, number>(`SELECT count(*) ${toRetire}`).pluck(),
    selectRetired: db.prepare<Retiring, string>(`SELECT p.product_id ${toRetire}`).pluck(),
    selectChanges: db.prepare<Window, ChangedRow>(
      `SELECT s.product_id AS productId, s.line, s.sku, s.name, s.detail,
         s.price_minor AS priceMinor, s.tax_code AS taxCode, s.key_page AS keyPage,
         s.variant_group AS variantGroup, s.sold_by AS soldBy, s.barcodes ${toChange} ORDER BY s.line`,
    ),
    selectTaken: db.prepare<Retiring, { line: number; detail: string }>(
      `SELECT c.line, c.code || ' belongs to ' || p.name AS detail
       FROM temp.staged_barcode c JOIN main.barcode b USING (code) JOIN main.product p USING (product_id)
       WHERE c.line ${inWindow} AND NOT :retiresMissing AND NOT ${isStaged}
       ORDER BY c.line`,
    ),
  };
}
