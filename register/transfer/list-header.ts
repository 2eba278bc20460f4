import {
  productListColumns,
  requiredColumns,
  type ProductColumn,
} from "../catalog/product-columns.ts";
import type { ImportProblem } from "../../contract/transfer-views.ts";

/** Where each known column stands, and how many columns there are. */
export type ListHeader = Readonly<{
  at: ReadonlyMap<ProductColumn, number>;
  count: number;
  /** Columns that mean nothing here. */
  ignored: readonly string[];
  faults: readonly Omit<ImportProblem, "line">[];
}>;

/** The first row of a product list: names in any order and case. */
export function readListHeader(cells: readonly string[]): ListHeader {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const at = new Map<ProductColumn, number>();
  const doubled: ProductColumn[] = [];
  names.forEach((name, place) => {
    if (!isColumn(name)) return;
    if (at.has(name)) doubled.push(name);
    else at.set(name, place);
  });
  const missing = requiredColumns.filter((column) => !at.has(column));
  return {
    at,
    count: cells.length,
    ignored: cells.filter((_, place) => !isColumn(names[place] ?? "")),
    faults: [
      ...missing.map((column) => fault(column, "missing-column", "the first row lacks it")),
      ...doubled.map((column) => fault(column, "duplicate-column", "the first row has it twice")),
    ],
  };
}

/** A row may be shorter than the first: the cells that it lacks are empty. */
export function namedCells(
  { at }: ListHeader,
  cells: readonly string[],
): Readonly<Record<ProductColumn, string>> {
  const named = productListColumns.map((column) => [column, cells[at.get(column) ?? -1] ?? ""]);
  return Object.fromEntries(named) as Record<ProductColumn, string>;
}

function isColumn(name: string): name is ProductColumn {
  return (productListColumns as readonly string[]).includes(name);
}

function fault(column: string, fault: ImportProblem["fault"], detail: string) {
  return { column, fault, detail };
}
