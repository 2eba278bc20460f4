import type { Database } from "./storage/open-database.ts";

type Value = string | number;

/**
 * One statement for several rows, prepared once per number of rows: an entry's rows go in by one
 * call each table. `sql` stands around the rows: "INSERT INTO t" and what follows VALUES.
 */
export function multiInsert(
  db: Database,
  sql: Readonly<{ into: string; columns: number; then?: string }>,
) {
  const row = `(${Array.from({ length: sql.columns }, () => "?").join(", ")})`;
  const prepare = (rows: number) =>
    db.prepare<Value[]>(
      `INSERT INTO ${sql.into} VALUES ${Array.from({ length: rows }, () => row).join(", ")} ${sql.then ?? ""}`,
    );
  const statements: ReturnType<typeof prepare>[] = [];
  return (values: readonly Value[]): void => {
    const rows = values.length / sql.columns;
    if (rows > 0) (statements[rows] ??= prepare(rows)).run(...values);
  };
}
