import type { ImportFault } from "../../contract/transfer-views.ts";

/** No row of a product list is as long, and no list as wide: more is not a list. */
export const MAX_ROW_CHARACTERS = 64 * 1024;
const MAX_COLUMNS = 100;

/** One row, with the line it begins on; or the fault after which nothing more can be read. */
export type CsvItem =
  | Readonly<{ line: number; cells: readonly string[] }>
  | Readonly<{ line: number; fault: ImportFault; detail: string }>;

type Row = { readonly line: number; readonly cells: string[]; cell: string; characters: number };

const emptyRow = (line: number): Row => ({ line, cells: [], cell: "", characters: 0 });

/** Cells become rows here, with their bounds and their lines, counted as an editor counts them. */
export function collectCsvRows() {
  let row = emptyRow(1);
  let line = 1;
  let isOver = false;
  let items: CsvItem[] = [];

  function fail(fault: ImportFault, detail: string): void {
    if (!isOver) items.push({ line: row.line, fault, detail });
    isOver = true;
  }

  function endCell(): void {
    row.cells.push(row.cell);
    row.cell = "";
    if (row.cells.length > MAX_COLUMNS) fail("too-many-columns", `more than ${MAX_COLUMNS}`);
  }

  return {
    fail,
    endCell,
    addText(text: string): void {
      row.cell += text;
      row.characters += text.length;
    },
    /** A line ended inside a cell. */
    countLines: (lines: number): void => void (line += lines),
    /** A line without a cell's content is no row. */
    endRow(): void {
      line += 1;
      endCell();
      const isBlank = row.cells.length === 1 && row.cells[0] === "";
      if (!isBlank && !isOver) items.push({ line: row.line, cells: row.cells });
      row = emptyRow(line);
    },
    hasCells: () => row.cells.length > 0,
    isTooLong: () => row.characters > MAX_ROW_CHARACTERS,
    isOver: () => isOver,
    taken(): readonly CsvItem[] {
      const done = items;
      items = [];
      return done;
    },
  };
}
