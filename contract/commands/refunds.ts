import { z } from "zod";
import { CreditAccountId, LineId, RefundId, SaleId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import { ReceiptNumber } from "../refund-protocol.ts";
import type { PaidRefundView, RefundQuoteView, SaleLookupView } from "../refund-views.ts";
import { MAX_LINES, Quantity, view } from "./command.ts";

const RefundPieces = z
  .array(z.strictObject({ lineId: LineId, quantity: Quantity }))
  .min(1)
  .max(MAX_LINES)
  .refine(
    (lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
    "a line is named twice",
  );

/** Giving money back at the till: in cash, or as store credit. */
export const refundCommands = {
  /**
   * Looks a receipt up, also another register's: that one the relay answers, as `sale-looked-up`.
   */
  "refunds.find": {
    input: z.strictObject({ receiptNumber: ReceiptNumber }),
    output: view<SaleLookupView>(),
    refusals: ["relay-offline"],
    from: ["till", "tool"],
  },
  /** What pieces would give back now; nothing changes by it. */
  "refunds.quote": {
    input: z.strictObject({ saleId: SaleId, lines: RefundPieces }),
    output: view<RefundQuoteView>(),
    refusals: ["sale-not-found", "line-not-found", "refund-over-sold"],
    from: ["till", "tool"],
  },
  /**
   * Pays pieces of a completed sale back. `total` is what the clerk saw, cash rounding included.
   * While the relay can be reached it holds the lines first, and `paid-refund-changed` says what
   * came of it; offline only this register's own sales are paid back. The same `refundId` again is
   * answered as before. A sale of another register must have been looked up.
   */
  "refunds.pay": {
    input: z.strictObject({
      refundId: RefundId,
      saleId: SaleId,
      lines: RefundPieces,
      to: z.discriminatedUnion("tender", [
        z.strictObject({ tender: z.literal("cash") }),
        z.strictObject({ tender: z.literal("store-credit"), accountId: CreditAccountId }),
      ]),
      total: MoneySchema,
      reason: z.string().trim().min(1).max(200),
    }),
    output: view<PaidRefundView>(),
    refusals: [
      "sale-not-found",
      "session-not-open",
      "training",
      "not-refundable",
      "refund-in-progress",
      "refund-used",
      "refund-over-sold",
      "line-not-found",
      "currency-mismatch",
      "account-not-found",
      "price-changed",
      "relay-offline",
    ],
    from: ["till", "tool"],
  },
} as const;
