import { z } from "zod";
import { PaymentId, RegisterId } from "../../contract/ids.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { LeaseRows } from "./storage.ts";

const Row = z.object({
  connection: z.string(),
  readerId: z.string(),
  registerId: RegisterId,
  paymentId: PaymentId,
});

export function sqliteLeases(db: Database): LeaseRows {
  const select = db.prepare<[string, string]>(`
    SELECT connection, reader_id AS readerId, register_id AS registerId, payment_id AS paymentId
    FROM lease WHERE connection = ? AND reader_id = ?`);
  const take = db.prepare(`
    INSERT INTO lease (connection, reader_id, register_id, payment_id, taken_at_ms)
    VALUES (@connection, @readerId, @registerId, @paymentId, @atMs)
    ON CONFLICT DO UPDATE SET register_id = excluded.register_id,
      payment_id = excluded.payment_id, taken_at_ms = excluded.taken_at_ms`);
  const release = db.prepare("DELETE FROM lease WHERE payment_id = ?");

  return {
    select: (connection, readerId) => {
      const row = select.get(connection, readerId);
      return Promise.resolve(row === undefined ? undefined : Row.parse(row));
    },
    take: (lease, atMs) => {
      take.run({ ...lease, atMs });
      return Promise.resolve();
    },
    release: (paymentId) => {
      release.run(paymentId);
      return Promise.resolve();
    },
  };
}
