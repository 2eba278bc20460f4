import { z } from "zod";
import type { ExchangeView } from "../exchange-views.ts";
import { PaymentId, RefundId, SaleId } from "../ids.ts";
import { view } from "./command.ts";
import { RefundPieces } from "./refunds.ts";

/** Goods that come back for others: which, so that no lost page forgets what is owed for them. */
export const exchangeCommands = {
  /**
   * Notes what comes back for the open sale; nothing is given back by it. One at a time: another that
   * was not begun to be booked is forgotten. The same `refundId` again is answered as it stands, and
   * noted again where another took its place; not once its money was given back and used or handed
   * over, nor once it was let go of.
   */
  "exchange.begin": {
    input: z.strictObject({
      refundId: RefundId,
      partId: PaymentId,
      saleId: SaleId,
      lines: RefundPieces.min(1),
      forId: SaleId,
    }),
    output: view<ExchangeView>(),
    refusals: [
      "sale-not-open",
      "sale-not-found",
      "line-not-found",
      "refund-over-sold",
      "refund-over-charge",
      "not-refundable",
      "currency-mismatch",
      "refund-in-progress",
      "refund-used",
    ],
    from: ["till"],
  },
  /**
   * Given up, or its money was handed over. Answers what is noted now. Not while the relay is asked:
   * what it may say yes to would be owed, and forgotten; nor where its money is owed and the clerk,
   * who has not heard so, handed none over.
   */
  "exchange.end": {
    input: z.strictObject({ refundId: RefundId, isHandedOver: z.boolean() }),
    output: view<ExchangeView | null>(),
    refusals: ["refund-in-progress"],
    from: ["till"],
  },
} as const;
