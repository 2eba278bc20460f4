import type { NewProduct } from "../register/catalog/catalog.ts";
import { demoKeyPages } from "./demo-key-pages.ts";

/** What shows the other ways to sell: by weight, at a price the clerk says, in variants. */
const special: readonly NewProduct[] = [
  by("kg", { row: "Manchego | aged 12 months | 3290 | B", code: "2210001" }),
  by("kg", { row: "Loose green tea | sencha | 8800 | B", code: "2210002" }),
  by("price", { row: "Repair | grinders and machines | 0 | A", code: "REPAIR" }),
  by("piece", { row: "Apron | small | 3900 | A", code: "APRON-S" }, "Apron"),
  by("piece", { row: "Apron | medium | 3900 | A", code: "APRON-M" }, "Apron"),
  by("piece", { row: "Apron | large | 4200 | A", code: "APRON-L" }, "Apron"),
];

function by(
  soldBy: "piece" | "kg" | "price",
  { row, code }: Readonly<{ row: string; code: string }>,
  variantGroup: string | null = null,
): NewProduct {
  const isFirst = variantGroup === null || code.endsWith("-S");
  return {
    ...{ productId: `prod_demo-${code}`, ...productOf(row), barcodes: [code] },
    ...{ keyPage: isFirst ? "Deli" : null, soldBy, variantGroup },
  };
}

/** The demo store's products, each with a code of the range that GS1 keeps for shops' own use. */
export const demoProducts: readonly NewProduct[] = demoKeyPages
  .flatMap(([keyPage, rows]) => readRows(rows).map((row) => ({ keyPage, row })))
  .map(({ keyPage, row }, index): NewProduct => ({
    productId: `prod_demo-${index + 1}`,
    ...productOf(row),
    barcodes: [ean13(`20${String(4_711_000 + index).padStart(10, "0")}`)],
    keyPage,
  }))
  .concat(special);

function readRows(rows: string): readonly string[] {
  return rows
    .split("\n")
    .map((row) => row.trim())
    .filter(Boolean);
}

function productOf(row: string) {
  const [name = "", detail = "", price = "", taxCode = ""] = row.split(" | ");
  return { name, detail, priceMinor: Number(price), taxCode };
}

/** Appends the check digit (GS1 General Specifications, 7.9). */
function ean13(twelveDigits: string): string {
  const sum = Array.from(twelveDigits).reduce(
    (total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3),
    0,
  );
  return `${twelveDigits}${(10 - (sum % 10)) % 10}`;
}
