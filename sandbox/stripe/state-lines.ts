import type { State } from "./state.ts";
import type { Shelf } from "./shelf/shelf.ts";
import { emptyShelf, shelfJson } from "./shelf/shelf.ts";
import { isShelfName, putBack } from "./shelf/shelves.ts";
import type { Table } from "./table.ts";
import { emptyTable, insertRow } from "./table.ts";

/**
 * The state as lines of JSON, a line for each row of a table: a year of trade is longer than the
 * longest string there can be. `{"table":"charges"}` opens a table, `{"in":"charges","row":…}` is a
 * row of it, `{"key":"seed","value":…}` is everything else.
 */
export function* stateLines(state: State): Generator<string> {
  for (const [key, value] of Object.entries(state)) {
    if (isShelfName(key)) {
      yield JSON.stringify({ table: key });
      const shelf: Shelf<{ id: string }> = state[key];
      for (const row of shelfJson(shelf)) yield `{"in":"${key}","row":${row}}`;
      continue;
    }
    if (!isTable(value)) {
      yield JSON.stringify({ key, value });
      continue;
    }
    yield JSON.stringify({ table: key });
    for (const id of value.order) yield JSON.stringify({ in: key, row: value.byId[id] });
  }
}

/** Big pieces of it, each of whole lines: fewer writes. */
export function* statePieces(state: State): Generator<string> {
  let lines: string[] = [];
  for (const line of stateLines(state)) {
    lines.push(line);
    if (lines.length < 1000) continue;
    yield `${lines.join("\n")}\n`;
    lines = [];
  }
  yield `${lines.join("\n")}\n`;
}

function isTable(value: unknown): value is Table<unknown> {
  return typeof value === "object" && value !== null && "order" in value && "byId" in value;
}

type Line =
  { key: string; value: unknown } | { table: string } | { in: string; row: { id: string } };

/** Takes the lines one after the other. The file is our own: what it holds is trusted as it is. */
export function createStateReader() {
  const found: Record<string, unknown> = {};
  let isBegun = false;

  function take(text: string): void {
    if (text === "") return;
    const line = JSON.parse(text) as Line | State;
    if (!isBegun && "seed" in line) Object.assign(found, line);
    else takeLine(line as Line);
    isBegun = true;
  }

  function takeLine(line: Line): void {
    if ("key" in line) takeValue(line);
    else if ("table" in line) {
      found[line.table] = isShelfName(line.table) ? emptyShelf() : emptyTable();
    } else if (isShelfName(line.in)) putBack(found, line.in, line.row);
    else insertRow(found[line.in] as Table<{ id: string }>, line.row);
  }

  /** Shelves come row by row: what an older sandbox kept in their place is a day old at most. */
  function takeValue({ key, value }: { key: string; value: unknown }): void {
    if (!isShelfName(key)) found[key] = value;
  }

  return { take, state: (): State => found as State };
}
