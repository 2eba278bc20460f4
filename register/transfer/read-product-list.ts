import {
  readProductCells,
  type ListTerms,
  type ListedProduct,
} from "../catalog/product-columns.ts";
import { createCsvReader, delimiterOf, type CsvItem } from "./csv-reader.ts";
import type { ImportProblems } from "./import-problems.ts";
import { namedCells, readListHeader, type ListHeader } from "./list-header.ts";

/** Ten times what the program promises to search as one types. */
const MAX_PRODUCTS = 1_000_000;

type CsvRow = Extract<CsvItem, { cells: readonly string[] }>;

type Deps = Readonly<{
  terms: Omit<ListTerms, "decimalComma">;
  problems: ImportProblems;
  onProduct: (product: ListedProduct, line: number) => void;
}>;

/**
 * A product list, fed as text: its first row names the columns, every other is one product. Told
 * are the products that can be read; everything else becomes a problem with its line.
 */
export function createListReader({ terms, problems, onProduct }: Deps) {
  let csv: ReturnType<typeof createCsvReader> | undefined;
  let header: ListHeader | undefined;
  let decimalComma = false;
  let isOver = false;
  let products = 0;

  function takeItem(item: CsvItem): void {
    if ("fault" in item) {
      problems.add({ column: null, ...item });
      isOver = true;
    } else if (header === undefined) takeHeader(item);
    else takeRow(item, header);
    if (problems.isHopeless()) isOver = true;
  }

  function takeHeader({ cells, line }: CsvRow): void {
    header = readListHeader(cells);
    for (const fault of header.faults) problems.add({ line, ...fault });
    isOver = header.faults.length > 0;
  }

  function takeRow({ cells, line }: CsvRow, columns: ListHeader): void {
    products += 1;
    const fault = faultOfShape(products, cells.length, columns.count);
    if (fault !== undefined) {
      problems.add({ line, column: null, ...fault });
      isOver = products > MAX_PRODUCTS;
      return;
    }
    const read = readProductCells(namedCells(columns, cells), { ...terms, decimalComma });
    if ("sku" in read) onProduct(read, line);
    else for (const cellFault of read) problems.add({ line, ...cellFault });
  }

  function takeItems(items: readonly CsvItem[]): void {
    for (const item of items) if (!isOver) takeItem(item);
  }

  return {
    push(text: string): void {
      if (csv === undefined) {
        const delimiter = delimiterOf(text);
        decimalComma = delimiter !== ",";
        csv = createCsvReader(delimiter);
      }
      takeItems(csv.push(text));
    },
    end(): void {
      takeItems(csv?.end() ?? []);
      if (isOver || products > 0) return;
      problems.add({ line: 1, column: null, fault: "empty-file", detail: "no product in it" });
    },
    isOver: () => isOver,
    ignoredColumns: (): readonly string[] => header?.ignored ?? [],
  };
}

function faultOfShape(products: number, cells: number, columns: number) {
  if (products > MAX_PRODUCTS) {
    return { fault: "too-many-products", detail: `more than ${MAX_PRODUCTS}` } as const;
  }
  if (cells <= columns) return undefined;
  return { fault: "too-many-columns", detail: `${cells} cells under ${columns} names` } as const;
}
