import type { Currency } from "../../contract/money.ts";
import { createAmounts } from "../../ledger/exports/amounts.ts";
import { csvRow, textCell } from "../../ledger/exports/csv-cell.ts";
import { writeFile } from "../../ledger/exports/write-file.ts";
import { productListColumns } from "../catalog/product-columns.ts";
import type { ListedRow, openListedRows } from "../catalog/listed-rows.ts";
import type { Progress } from "./job.ts";

const STEP_PRODUCTS = 256;

type Order = Readonly<{
  rows: ReturnType<typeof openListedRows>;
  currency: Currency;
  path: string;
}>;

/** Writes the catalog as the list that `importProducts` reads: changed in a spreadsheet, it comes back. */
export function* exportCatalog(order: Order): Generator<Progress, void> {
  yield* writeFile(order.path, piecesOf(order));
}

function* piecesOf({ rows, currency }: Order) {
  const amounts = createAmounts();
  const total = rows.count();
  const line = (row: ListedRow) =>
    csvRow([
      ...[textCell(row.sku ?? ""), textCell(row.name), textCell(row.detail)],
      ...[amounts.decimal(row.priceMinor, currency), textCell(row.taxCode), textCell(row.barcodes)],
      ...[textCell(row.variantGroup ?? ""), textCell(row.keyPage ?? "")],
      ...[row.isSold === 1 ? "yes" : "no", row.soldBy],
    ]);
  yield { text: csvRow(productListColumns), progress: { done: 0, total } };
  let done = 0;
  for (let number = 0; ;) {
    const page = rows.after(number, STEP_PRODUCTS);
    const last = page.at(-1);
    if (last === undefined) return;
    number = last.number;
    done += page.length;
    yield { text: page.map(line).join(""), progress: { done: Math.min(done, total), total } };
  }
}
