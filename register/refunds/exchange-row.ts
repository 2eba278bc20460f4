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

/** As long as the book did not say it, the row said that its money was used. */
const Row = Kept.extend({ isUsed: z.literal(true).optional() });

export type ExchangeRow = ReturnType<typeof openExchangeRow>;

/** The exchange that was begun last, until it is over: a crash keeps it. */
export function openExchangeRow(db: Database) {
  const select = db.prepare<[], string>("SELECT content FROM exchange").pluck();
  const insert = db.prepare("INSERT INTO exchange (refund_id, content) VALUES (?, ?)");
  const clear = db.prepare("DELETE FROM exchange");
  const remove = db.prepare("DELETE FROM exchange WHERE refund_id = ?");
  return {
    kept: (): KeptExchange | undefined => {
      const content = select.get();
      const row = content === undefined ? undefined : Row.parse(JSON.parse(content));
      return row?.isUsed === true ? undefined : row;
    },
    /** In the place of the one before; in a transaction of the caller. */
    keep: (exchange: KeptExchange): void => {
      clear.run();
      insert.run(exchange.refundId, JSON.stringify(exchange));
    },
    remove: (refundId: string): void => void remove.run(refundId),
  };
}
