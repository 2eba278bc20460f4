import { z } from "zod";
import { assert } from "../../contract/assert.ts";
import { PaymentId, RefundId } from "../../contract/ids.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { InstructionRow } from "./rows.ts";
import type { InstructionRows } from "./storage.ts";

const Row = z.object({
  instructionId: z.string(),
  kind: z.enum(["capture", "refund", "void", "raise"]),
  paymentId: PaymentId,
  refundId: RefundId.nullable(),
  amountMinor: z.int().nullable(),
  currency: z.string().nullable(),
  notBeforeMs: z.int(),
  windowMs: z.int(),
  state: z.enum(["stored", "done"]),
  outcome: z.string().nullable(),
  sends: z.int(),
  stripeRefundId: z.string().nullable(),
  mailed: z.string().nullable(),
});

const columns = `
  instruction_id AS instructionId, kind, payment_id AS paymentId, refund_id AS refundId,
  amount_minor AS amountMinor, currency, not_before_ms AS notBeforeMs, window_ms AS windowMs,
  state, outcome, sends, stripe_refund_id AS stripeRefundId, mailed`;

const parsed = (row: unknown): InstructionRow | undefined =>
  row === undefined ? undefined : Row.parse(row);

export function sqliteInstructions(db: Database): InstructionRows {
  const insert = db.prepare(`
    INSERT INTO instruction (instruction_id, kind, payment_id, refund_id, amount_minor, currency,
      not_before_ms, window_ms, state, outcome, sends, stripe_refund_id, mailed)
    VALUES (@instructionId, @kind, @paymentId, @refundId, @amountMinor, @currency,
      @notBeforeMs, @windowMs, @state, @outcome, @sends, @stripeRefundId, @mailed) ON CONFLICT DO NOTHING`);
  const where = (condition: string) => `SELECT ${columns} FROM instruction WHERE ${condition}`;
  const select = db.prepare<[string]>(where("instruction_id = ?"));
  const selectByRefund = db.prepare<[string]>(where("stripe_refund_id = ?"));
  const selectUndone = db.prepare<[]>(where("state = 'stored'"));
  const selectRaised = db.prepare<[string]>(
    `${where("kind = 'raise' AND state = 'done' AND payment_id = ?")} ORDER BY rowid DESC LIMIT 1`,
  );
  const update = db.prepare(`
    UPDATE instruction SET not_before_ms = @notBeforeMs, state = @state, outcome = @outcome,
      sends = @sends, stripe_refund_id = @stripeRefundId, mailed = @mailed,
      amount_minor = @amountMinor
    WHERE instruction_id = @instructionId`);

  const bySelect = (instructionId: string) => parsed(select.get(instructionId));
  return {
    insert: (instruction) => Promise.resolve(insert.run(instruction).changes === 1),
    select: (instructionId) => Promise.resolve(bySelect(instructionId)),
    selectByRefund: (stripeRefundId) => Promise.resolve(parsed(selectByRefund.get(stripeRefundId))),
    selectRaised: (paymentId) => Promise.resolve(parsed(selectRaised.get(paymentId))),
    selectUndone: () =>
      Promise.resolve(selectUndone.all().map((row): InstructionRow => Row.parse(row))),
    update: (instructionId, change) => {
      const row = bySelect(instructionId);
      assert(row, `${instructionId} is changed before it is stored`);
      update.run({ ...row, ...change });
      return Promise.resolve();
    },
  };
}
