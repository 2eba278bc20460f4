import Database from "better-sqlite3";

/** What reports, limits and ids are read from, beside the entries. */
export const sumTables = [
  ...["day_total", "closed_balance", "open_day", "once"],
  ...["refunded_sale", "refunded_line", "refunded_card"],
] as const;

type Random = (limit: number) => number;

/** Changes one number of one kept sum by a bit, as a bad disk or a hand would; says which. */
export function harmSums(path: string, random: Random): string {
  const db = new Database(path);
  try {
    db.pragma("ignore_check_constraints = ON");
    const held = sumTables.filter((table) => db.prepare(`SELECT 1 FROM ${table}`).get());
    const table = held[random(held.length)] ?? "day_total";
    const numbers = db
      .prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE type = 'INTEGER'")
      .pluck()
      .all(table)
      .filter((column) => column !== "one");
    const column = numbers[random(numbers.length)] ?? "minor";
    const rows = db.prepare<[], number>(`SELECT ${column} FROM ${table}`).pluck().all();
    const [at, bit] = [random(rows.length), 2 ** random(16)];
    const was = rows[at] ?? 0;
    const is = Math.floor(was / bit) % 2 === 0 ? was + bit : was - bit;
    const key = db
      .prepare<[string], string>("SELECT name FROM pragma_table_info(?) WHERE pk > 0")
      .pluck()
      .all(table);
    const row = db
      .prepare<[number], Record<string, string | number>>(`SELECT * FROM ${table} LIMIT 1 OFFSET ?`)
      .get(at);
    const where = key.map((name) => `${name} = :${name}`).join(" AND ");
    db.prepare(`UPDATE OR REPLACE ${table} SET ${column} = :is WHERE ${where}`).run({ ...row, is });
    return `${table}.${column}, row ${at}: ${was} to ${is}`;
  } finally {
    db.close();
  }
}
