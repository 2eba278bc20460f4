import { z } from "zod";
import { assert } from "../../contract/assert.ts";
import { PaymentId, RefundId, RegisterId } from "../../contract/ids.ts";
import { ways } from "../../contract/reader-views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { ReaderRefundRow } from "./rows.ts";
import type { ReaderRefundRows } from "./storage.ts";

const Flag = z.int().transform(Boolean);
const Row = z.object({
  refundId: RefundId,
  paymentId: PaymentId,
  registerId: RegisterId,
  connection: z.string(),
  readerId: z.string().nullable(),
  via: z.enum(ways),
  amountMinor: z.int().nullable(),
  startedAtMs: z.int(),
  state: z.enum(["starting", "at-reader", "done"]),
  isAnswered: Flag,
  wantsEnd: Flag,
  letGo: z.string().nullable(),
  outcome: z.string().nullable(),
});

const columns = `
  refund_id AS refundId, payment_id AS paymentId, register_id AS registerId, connection,
  reader_id AS readerId, via, amount_minor AS amountMinor, started_at_ms AS startedAtMs, state,
  is_answered AS isAnswered, wants_end AS wantsEnd, let_go AS letGo, outcome`;

const toSql = (row: ReaderRefundRow) => ({
  ...row,
  isAnswered: Number(row.isAnswered),
  wantsEnd: Number(row.wantsEnd),
});

const parsed = (row: unknown): ReaderRefundRow | undefined =>
  row === undefined ? undefined : Row.parse(row);

export function sqliteReaderRefunds(db: Database): ReaderRefundRows {
  const where = (condition: string) => `SELECT ${columns} FROM reader_refund WHERE ${condition}`;
  const insert = db.prepare(`
    INSERT INTO reader_refund (refund_id, payment_id, register_id, connection, reader_id, via,
      amount_minor, started_at_ms, state, is_answered, wants_end, let_go, outcome)
    VALUES (@refundId, @paymentId, @registerId, @connection, @readerId, @via, @amountMinor,
      @startedAtMs, @state, @isAnswered, @wantsEnd, @letGo, @outcome)`);
  const select = db.prepare<[string]>(where("refund_id = ?"));
  const selectAt = db.prepare<[string, string]>(
    where("connection = ? AND reader_id = ? AND state <> 'done'"),
  );
  const selectOpen = db.prepare<[]>(where("state <> 'done'"));
  const update = db.prepare(`
    UPDATE reader_refund SET state = @state, is_answered = @isAnswered, wants_end = @wantsEnd,
      let_go = @letGo, outcome = @outcome WHERE refund_id = @refundId`);

  return {
    insert: (row) => {
      insert.run(toSql(row));
      return Promise.resolve();
    },
    select: (refundId) => Promise.resolve(parsed(select.get(refundId))),
    selectAt: (connection, readerId) => Promise.resolve(parsed(selectAt.get(connection, readerId))),
    selectOpen: () => Promise.resolve(selectOpen.all().map((row) => Row.parse(row))),
    update: (refundId, change) => {
      const row = parsed(select.get(refundId));
      assert(row, `${refundId} is changed before it is stored`);
      update.run(toSql({ ...row, ...change }));
      return Promise.resolve();
    },
  };
}
