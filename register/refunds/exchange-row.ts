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

const Row = Kept.extend({
  /** As long as the book did not say it, the row said that its money was used. */
  isUsed: z.literal(true).optional(),
  isGivenUp: z.literal(true).optional(),
});

export type KeptExchange = z.infer<typeof Kept> &
  Readonly<{
    /**
     * Before anything was given back. Its refund may still be waiting for a manager at another
     * window: once that stands, its money is owed all the same.
     */
    isGivenUp: boolean;
  }>;

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
      if (content === undefined) return undefined;
      const { isUsed = false, isGivenUp = false, ...kept } = Row.parse(JSON.parse(content));
      return isUsed ? undefined : { ...kept, isGivenUp };
    },
    /** In the place of the one before; in a transaction of the caller. */
    keep: ({ isGivenUp, ...kept }: KeptExchange): void => {
      clear.run();
      const row: z.infer<typeof Row> = { ...kept, ...(isGivenUp && { isGivenUp }) };
      insert.run(kept.refundId, JSON.stringify(row));
    },
    remove: (refundId: string): void => void remove.run(refundId),
  };
}
