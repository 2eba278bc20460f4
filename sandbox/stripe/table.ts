/** Rows by id in the order of their making. Plain data: it can be written as JSON. */
export type Table<Row> = { order: string[]; byId: Record<string, Row> };

export function emptyTable<Row>(): Table<Row> {
  return { order: [], byId: {} };
}

export function insertRow<Row extends { id: string }>(table: Table<Row>, row: Row): Row {
  table.order.push(row.id);
  table.byId[row.id] = row;
  return row;
}

export function findRow<Row>(table: Table<Row>, id: string): Row | undefined {
  return Object.hasOwn(table.byId, id) ? table.byId[id] : undefined;
}

/** For an id that another row holds: its row has to be there. */
export function rowOf<Row>(table: Table<Row>, id: string): Row {
  const row = findRow(table, id);
  if (row === undefined) throw new Error(`no row ${id}`);
  return row;
}

export function removeRow<Row>(table: Table<Row>, id: string): void {
  const index = table.order.indexOf(id);
  if (index >= 0) table.order.splice(index, 1);
  Reflect.deleteProperty(table.byId, id);
}

/** Oldest first. */
export function rowsOf<Row>(table: Table<Row>): Row[] {
  return table.order.map((id) => rowOf(table, id));
}
