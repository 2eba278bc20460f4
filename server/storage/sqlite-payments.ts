import { z } from "zod";
import { assert } from "../../contract/assert.ts";
import { PaymentId, RegisterId } from "../../contract/ids.ts";
import { paymentWays } from "../../contract/reader-views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { PaymentRow } from "./rows.ts";
import type { PaymentRows } from "./storage.ts";

const Flag = z.int().transform(Boolean);
const Row = z.object({
  paymentId: PaymentId,
  registerId: RegisterId,
  connection: z.string(),
  startedAtMs: z.int(),
  saleId: z.string().nullable(),
  readerId: z.string().nullable(),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  intentId: z.string().nullable(),
  state: z.enum(["starting", "open", "final", "dead"]),
  via: z.enum(paymentWays),
  isAtReader: Flag,
  sends: z.int(),
  chargeBefore: z.string().nullable(),
  wantsCancel: Flag,
  mailed: z.string().nullable(),
});

const columns = `
  payment_id AS paymentId, register_id AS registerId, connection, started_at_ms AS startedAtMs,
  sale_id AS saleId, reader_id AS readerId, amount_minor AS amountMinor, currency,
  intent_id AS intentId, state, iif(is_link, 'link', via) AS via, is_at_reader AS isAtReader, sends,
  charge_before AS chargeBefore, wants_cancel AS wantsCancel, mailed`;

const toSql = (row: PaymentRow) => ({
  ...row,
  // The column of ways was made for readers alone.
  via: row.via === "link" ? "relay" : row.via,
  isLink: Number(row.via === "link"),
  isAtReader: Number(row.isAtReader),
  wantsCancel: Number(row.wantsCancel),
});

const parsed = (row: unknown): PaymentRow | undefined =>
  row === undefined ? undefined : Row.parse(row);

export function sqlitePayments(db: Database): PaymentRows {
  const insert = db.prepare(`
    INSERT INTO payment (payment_id, register_id, connection, started_at_ms, sale_id, reader_id,
      amount_minor, currency, intent_id, state, via, is_link, is_at_reader, sends, charge_before, wants_cancel,
      mailed)
    VALUES (@paymentId, @registerId, @connection, @startedAtMs, @saleId, @readerId,
      @amountMinor, @currency, @intentId, @state, @via, @isLink, @isAtReader, @sends, @chargeBefore,
      @wantsCancel, @mailed)`);
  const select = db.prepare<[string]>(`SELECT ${columns} FROM payment WHERE payment_id = ?`);
  const selectByIntent = db.prepare<[string, string]>(
    `SELECT ${columns} FROM payment WHERE connection = ? AND intent_id = ?`,
  );
  const selectUnfinished = db.prepare<[]>(
    `SELECT ${columns} FROM payment WHERE state IN ('starting', 'open')`,
  );
  const update = db.prepare(`
    UPDATE payment SET reader_id = @readerId, intent_id = @intentId, state = @state,
      is_at_reader = @isAtReader, sends = @sends, charge_before = @chargeBefore,
      wants_cancel = @wantsCancel, mailed = @mailed
    WHERE payment_id = @paymentId`);

  const bySelect = (paymentId: string) => parsed(select.get(paymentId));
  return {
    insert: (payment) => {
      insert.run(toSql(payment));
      return Promise.resolve();
    },
    select: (paymentId) => Promise.resolve(bySelect(paymentId)),
    selectByIntent: (connection, intentId) =>
      Promise.resolve(parsed(selectByIntent.get(connection, intentId))),
    selectUnfinished: () =>
      Promise.resolve(selectUnfinished.all().map((row): PaymentRow => Row.parse(row))),
    update: (paymentId, change) => {
      const row = bySelect(paymentId);
      assert(row, `${paymentId} is changed before it is stored`);
      update.run(toSql({ ...row, ...change }));
      return Promise.resolve();
    },
  };
}
