import { z } from "zod";
import { MAX_LINES, MAX_QUANTITY } from "../../contract/commands.ts";
import { LineId, PaymentId, RefundId, SaleId } from "../../contract/ids.ts";
import { MoneySchema } from "../../contract/money.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

const Kept = z.strictObject({
  refundId: RefundId,
  partId: PaymentId,
  saleId: SaleId,
  receiptNumber: z.string(),
  lines: z
    .array(z.strictObject({ lineId: LineId, quantity: z.int().min(1).max(MAX_QUANTITY) }))
    .max(MAX_LINES),
  worth: MoneySchema,
  forId: SaleId,
});
export type KeptExchange = z.infer<typeof Kept>;

/** Used up, its money completed `forId`: whoever asks again is told so, until another begins. */
const Row = Kept.extend({ isUsed: z.literal(true).optional() });

export type ExchangeRow = ReturnType<typeof openExchangeRow>;

/** The exchange that was begun last, until it is over: a crash keeps it. */
export function openExchangeRow(db: Database) {
  const select = db.prepare<[], string>("SELECT content FROM exchange").pluck();
  const insert = db.prepare("INSERT INTO exchange (refund_id, content) VALUES (?, ?)");
  const clear = db.prepare("DELETE FROM exchange");
  const remove = db.prepare("DELETE FROM exchange WHERE refund_id = ?");
  const row = () => {
    const content = select.get();
    return content === undefined ? undefined : Row.parse(JSON.parse(content));
  };
  const replace = (next: z.infer<typeof Row>): void => {
    clear.run();
    insert.run(next.refundId, JSON.stringify(next));
  };
  const kept = (): KeptExchange | undefined => {
    const one = row();
    return one?.isUsed === true ? undefined : one;
  };
  return {
    kept,
    /** In the place of the one before; in a transaction of the caller. */
    keep: (exchange: KeptExchange): void => replace(exchange),
    /** In the transaction that completes its sale with its money. */
    use: (refundId: string): void => {
      const exchange = kept();
      if (exchange?.refundId === refundId) replace({ ...exchange, isUsed: true });
    },
    /** Whose money completed this sale, where that was the exchange begun last. */
    usedFor: (saleId: string): RefundId | undefined => {
      const one = row();
      return one?.isUsed === true && one.forId === saleId ? one.refundId : undefined;
    },
    remove: (refundId: string): void => void remove.run(refundId),
  };
}
