import { minorOf } from "../../contract/money.ts";
import type { ImportFault } from "../../contract/transfer-views.ts";
import { soldByKinds, type SoldBy } from "./product-rows.ts";
import { isFormula, plainText } from "../../ledger/exports/csv-cell.ts";

/** The columns of a product list. Their order in the file is free; other columns are ignored. */
export const productListColumns = [
  "sku",
  "name",
  "detail",
  "price",
  "tax",
  "barcodes",
  "group",
  "keys",
  "sold",
  "unit",
] as const;
export type ProductColumn = (typeof productListColumns)[number];

export const requiredColumns: readonly ProductColumn[] = ["sku", "name", "price", "tax"];

/** One line of a product list, understood. */
export type ListedProduct = Readonly<{
  sku: string;
  name: string;
  detail: string;
  priceMinor: number;
  taxCode: string;
  barcodes: readonly string[];
  variantGroup: string | null;
  keyPage: string | null;
  isSold: boolean;
  soldBy: SoldBy;
}>;

export type CellFault = Readonly<{ column: ProductColumn; fault: ImportFault; detail: string }>;

export type ListTerms = Readonly<{
  /** The decimals of the shop's currency. */
  exponent: number;
  taxCodes: readonly string[];
  /** Spreadsheets that separate by semicolons write decimals with a comma. */
  decimalComma: boolean;
}>;

const MAX_CHARACTERS = 200;
const MAX_BARCODES = 50;
/** What a scanner can send: printable ASCII, the longest GS1 symbol that a till reads. */
const barcodeForm = /^[\x21-\x7e]{1,48}$/;
const harmful = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** Understands one line, or says what is wrong with every cell that is. */
export function readProductCells(
  cells: Readonly<Record<ProductColumn, string>>,
  terms: ListTerms,
): ListedProduct | readonly CellFault[] {
  const faults = [
    ...textColumns.flatMap((column) => textFault(column, cells[column])),
    ...requiredFaults(cells),
    ...figureFaults(cells, terms),
  ];
  if (faults.length > 0) return faults;
  const text = (column: ProductColumn) => plainText(cells[column].trim());
  return {
    sku: text("sku"),
    name: text("name"),
    detail: text("detail"),
    priceMinor: priceMinorOf(cells.price, terms) ?? 0,
    taxCode: cells.tax.trim(),
    barcodes: barcodesOf(cells.barcodes),
    variantGroup: text("group") || null,
    keyPage: text("keys") || null,
    isSold: soldOf(cells.sold) ?? true,
    soldBy: soldByOf(cells.unit) ?? "piece",
  };
}

const textColumns = ["sku", "name", "detail", "group", "keys"] as const;

function textFault(column: ProductColumn, cell: string): readonly CellFault[] {
  if (isFormula(cell)) {
    return [{ column, fault: "formula", detail: "write ' before it if it is meant as text" }];
  }
  if (harmful.test(cell)) return [{ column, fault: "bad-text", detail: "it holds control signs" }];
  if (cell.length <= MAX_CHARACTERS) return [];
  return [{ column, fault: "bad-text", detail: `at most ${MAX_CHARACTERS} characters` }];
}

function requiredFaults(cells: Readonly<Record<ProductColumn, string>>): readonly CellFault[] {
  return requiredColumns
    .filter((column) => cells[column].trim() === "")
    .map((column) => ({ column, fault: "missing-value", detail: "it is empty" }));
}

function figureFaults(
  { price, tax, barcodes, sold, unit }: Readonly<Record<ProductColumn, string>>,
  terms: ListTerms,
): readonly CellFault[] {
  const faults: CellFault[] = [];
  const fault = (column: ProductColumn, fault: ImportFault, detail: string) =>
    void faults.push({ column, fault, detail: detail.slice(0, 80) });
  if (price.trim() !== "" && priceMinorOf(price, terms) === undefined) {
    fault("price", "bad-price", price);
  }
  if (tax.trim() !== "" && !terms.taxCodes.includes(tax.trim())) {
    fault("tax", "unknown-tax", `${tax} is none of ${terms.taxCodes.join(", ")}`);
  }
  const codes = barcodesOf(barcodes);
  const bad = codes.find((code) => !barcodeForm.test(code));
  if (bad !== undefined) fault("barcodes", "bad-barcode", bad);
  if (codes.length > MAX_BARCODES) fault("barcodes", "bad-barcode", `more than ${MAX_BARCODES}`);
  if (soldOf(sold) === undefined) fault("sold", "bad-flag", `${sold}: write yes or no`);
  if (soldByOf(unit) === undefined) {
    fault("unit", "bad-flag", `${unit} is none of ${soldByKinds.join(", ")}`);
  }
  return faults;
}

function soldByOf(cell: string): SoldBy | undefined {
  const word = cell.trim().toLowerCase() || "piece";
  return soldByKinds.find((kind) => kind === word);
}

/** Digits only: no thousands, no currency sign; a price is never negative. */
function priceMinorOf(cell: string, { exponent, decimalComma }: ListTerms): number | undefined {
  const digits = decimalComma ? cell.trim().replace(",", ".") : cell.trim();
  const minor = minorOf(digits, exponent);
  return minor !== undefined && minor >= 0 ? minor : undefined;
}

/** Several codes stand in one cell, with spaces or bars between them. */
function barcodesOf(cell: string): readonly string[] {
  return [
    ...new Set(
      plainText(cell.trim())
        .split(/[\s|]+/u)
        .filter(Boolean),
    ),
  ];
}

function soldOf(cell: string): boolean | undefined {
  const word = cell.trim().toLowerCase();
  if (word === "" || word === "yes") return true;
  return word === "no" ? false : undefined;
}
