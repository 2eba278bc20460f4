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

/** As long as the book did not say it, the row said that its money was used. */
const Content = Kept.extend({ isUsed: z.literal(true).optional() });

export type KeptExchange = z.infer<typeof Kept> &
  Readonly<{
    /**
     * Before anything was given back. Its refund may still be waiting for a manager at another
     * window: once that stands, its money is owed all the same.
     */
    isGivenUp: boolean;
  }>;

type Row = Readonly<{ content: string; given_up: number }>;

/** So many windows never try one at a time; what is older was dealt with. */
const MOST = 20;

export type ExchangeRows = ReturnType<typeof openExchangeRows>;

/** The exchanges that may not be over: a crash keeps them. Writes are in a transaction of the caller. */
export function openExchangeRows(db: Database) {
  const select = db.prepare<[], Row>("SELECT content, given_up FROM exchange ORDER BY rowid DESC");
  const insert = db.prepare(
    "INSERT OR REPLACE INTO exchange (refund_id, content, given_up) VALUES (?, ?, 0)",
  );
  const giveUp = db.prepare("UPDATE exchange SET given_up = 1 WHERE refund_id = ?");
  const remove = db.prepare("DELETE FROM exchange WHERE refund_id = ?");
  const trim = db.prepare(
    "DELETE FROM exchange WHERE rowid NOT IN (SELECT rowid FROM exchange ORDER BY rowid DESC LIMIT ?)",
  );
  return {
    /** The newest first. */
    all: (): readonly KeptExchange[] =>
      select.all().flatMap(({ content, given_up }) => {
        const { isUsed = false, ...kept } = Content.parse(JSON.parse(content));
        return isUsed ? [] : [{ ...kept, isGivenUp: given_up === 1 }];
      }),
    keep: ({ isGivenUp: _, ...kept }: KeptExchange): void => {
      insert.run(kept.refundId, JSON.stringify(kept));
      trim.run(MOST);
    },
    giveUp: (refundId: string): void => void giveUp.run(refundId),
    remove: (refundId: string): void => void remove.run(refundId),
  };
}
