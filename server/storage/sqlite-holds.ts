import { z } from "zod";
import { RegisterId } from "../../contract/ids.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { HoldRow } from "./rows.ts";
import type { HoldRows } from "./storage.ts";

const Row = z.object({
  connection: z.string(),
  readerId: z.string(),
  registerId: RegisterId,
  untilMs: z.int(),
});

export function sqliteHolds(db: Database): HoldRows {
  const select = db.prepare<[string, string]>(`
    SELECT connection, reader_id AS readerId, register_id AS registerId, until_ms AS untilMs
    FROM reader_hold WHERE connection = ? AND reader_id = ?`);
  const take = db.prepare(`
    INSERT INTO reader_hold (connection, reader_id, register_id, until_ms)
    VALUES (@connection, @readerId, @registerId, @untilMs)
    ON CONFLICT DO UPDATE SET register_id = excluded.register_id, until_ms = excluded.until_ms`);
  const release = db.prepare("DELETE FROM reader_hold WHERE register_id = ?");

  return {
    select: (connection, readerId) => {
      const row = select.get(connection, readerId);
      return Promise.resolve(row === undefined ? undefined : Row.parse(row));
    },
    take: (hold: HoldRow) => {
      take.run(hold);
      return Promise.resolve();
    },
    release: (registerId) => {
      release.run(registerId);
      return Promise.resolve();
    },
  };
}
