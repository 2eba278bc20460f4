import type { Database } from "../../ledger/storage/open-database.ts";

type Row = Readonly<{ sale_id: string; label: string; user_id: string; parked_at_ms: number }>;

/** Which drafts were set aside by choice, by whom, and under what words. */
export type Parked = Readonly<{ saleId: string; label: string; userId: string; atMs: number }>;

export type ParkedSales = ReturnType<typeof openParkedSales>;

/** The row beside a held draft that says that it was parked. Oldest first. */
export function openParkedSales(db: Database) {
  const selectAll = db.prepare<[], Row>("SELECT * FROM parked_sale ORDER BY parked_at_ms, rowid");
  const selectCount = db.prepare<[], number>("SELECT count(*) FROM parked_sale").pluck();
  const selectOne = db.prepare<[string], number>("SELECT 1 FROM parked_sale WHERE sale_id = ?");
  const insert = db.prepare(
    "INSERT INTO parked_sale (sale_id, label, user_id, parked_at_ms) VALUES (?, ?, ?, ?)",
  );
  const update = db.prepare("UPDATE parked_sale SET label = ? WHERE sale_id = ?");
  const deleteOne = db.prepare("DELETE FROM parked_sale WHERE sale_id = ?");

  return {
    all: (): readonly Parked[] => selectAll.all().map(parkedOf),
    count: (): number => selectCount.get() ?? 0,
    has: (saleId: string): boolean => selectOne.get(saleId) !== undefined,
    add: ({ saleId, label, userId, atMs }: Parked): void =>
      void insert.run(saleId, label, userId, atMs),
    rename: (saleId: string, label: string): void => void update.run(label, saleId),
    remove: (saleId: string): void => void deleteOne.run(saleId),
  };
}

function parkedOf({ sale_id, label, user_id, parked_at_ms }: Row): Parked {
  return { saleId: sale_id, label, userId: user_id, atMs: parked_at_ms };
}
