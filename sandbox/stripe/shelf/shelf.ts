import type { Table } from "../table.ts";
import { emptyTable, findRow, insertRow, removeRow, rowsOf } from "../table.ts";
import type { Facts, Pack } from "./pack.ts";
import { linesOf, markOf, mayHold, packRows, unpack } from "./pack.ts";

/** So many rows are packed together; as many stay as they are. */
const PACK = 256;

/**
 * A table for what is made once, hardly ever changes, and comes by the hundred thousand: the newest
 * rows are objects, older ones are packed. Plain data, like a table.
 */
export type Shelf<Row> = {
  recent: Table<Row>;
  /** Oldest first. */
  packs: Pack[];
  /** Rows that did change after they were packed; they count instead of the packed ones. */
  changed: Record<string, Row>;
};

type Keyed = { id: string };

export function emptyShelf<Row>(): Shelf<Row> {
  return { recent: emptyTable(), packs: [], changed: {} };
}

/** Puts a row in front, and packs the oldest ones where they are many and settled. */
export function putOnShelf<Row extends Keyed>(shelf: Shelf<Row>, row: Row, facts: Facts<Row>): Row {
  insertRow(shelf.recent, row);
  if (shelf.recent.order.length >= 2 * PACK) packOldest(shelf, facts);
  return row;
}

function packOldest<Row extends Keyed>({ recent, packs }: Shelf<Row>, facts: Facts<Row>): void {
  const oldest: Row[] = [];
  for (const id of recent.order.slice(0, PACK)) {
    const row = findRow(recent, id);
    if (row === undefined || !facts.isSettled(row)) return;
    oldest.push(row);
  }
  packs.push(packRows(oldest, facts));
  recent.order.splice(0, PACK);
  for (const { id } of oldest) Reflect.deleteProperty(recent.byId, id);
}

/** Throws away packs that hold nothing younger than this. */
export function forgetBefore<Row>(shelf: Shelf<Row>, facts: Facts<Row>, beforeMs: number): void {
  while ((shelf.packs[0]?.toMs ?? Infinity) < beforeMs) {
    shelf.packs.shift();
    for (const [id, row] of Object.entries(shelf.changed)) {
      if (facts.bornMs(row) < beforeMs) Reflect.deleteProperty(shelf.changed, id);
    }
  }
}

/** To read. A row that is to change is taken down. */
export function findOnShelf<Row extends Keyed>(shelf: Shelf<Row>, id: string): Row | undefined {
  const known = findRow(shelf.recent, id) ?? changedRow(shelf, id);
  if (known !== undefined) return known;
  const mark = markOf(id);
  for (let at = shelf.packs.length - 1; at >= 0; at -= 1) {
    const pack = shelf.packs[at];
    if (pack === undefined || !mayHold(pack, mark)) continue;
    const row = unpack<Row>(pack).find((each) => each.id === id);
    if (row !== undefined) return row;
  }
  return undefined;
}

function changedRow<Row>({ changed }: Shelf<Row>, id: string): Row | undefined {
  return Object.hasOwn(changed, id) ? changed[id] : undefined;
}

/** To change: from now on the row is the same object for everybody. */
export function takeDown<Row extends Keyed>(shelf: Shelf<Row>, id: string): Row | undefined {
  const row = findOnShelf(shelf, id);
  if (row === undefined || findRow(shelf.recent, id) !== undefined) return row;
  return (shelf.changed[id] ??= structuredClone(row));
}

/** Only what was put on a moment ago can be taken off again. */
export function takeOff<Row>(shelf: Shelf<Row>, id: string): void {
  removeRow(shelf.recent, id);
}

/** Oldest first. */
export function shelfRows<Row extends Keyed>(shelf: Shelf<Row>): Row[] {
  return [...shelf.packs.flatMap((pack) => packedRows(shelf, pack)), ...rowsOf(shelf.recent)];
}

/** The rows of a pack as they are today. */
export function packedRows<Row extends Keyed>(shelf: Shelf<Row>, pack: Pack): Row[] {
  return unpack<Row>(pack).map((row) => changedRow(shelf, row.id) ?? row);
}

/** Those that can be unsettled, oldest first among their like. */
export function openRows<Row>(shelf: Shelf<Row>): Row[] {
  return [...Object.values(shelf.changed), ...rowsOf(shelf.recent)];
}

/** Each row as JSON, oldest first: packed ones are not parsed where none has changed. */
export function* shelfJson<Row extends Keyed>(shelf: Shelf<Row>): Generator<string> {
  const isAsPacked = Object.keys(shelf.changed).length === 0;
  for (const pack of shelf.packs) {
    yield* isAsPacked ? linesOf(pack) : packedRows(shelf, pack).map((row) => JSON.stringify(row));
  }
  for (const row of rowsOf(shelf.recent)) yield JSON.stringify(row);
}
