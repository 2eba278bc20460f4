import { z } from "zod";
import { CreditAccountId, LineId, PaymentId, RefundId, SaleId } from "../ids.ts";
import { MoneySchema } from "../money.ts";
import { ReceiptNumber } from "../refund-protocol.ts";
import type { RefundView } from "../payment-views.ts";
import type { PaidRefundView, RefundQuoteView, SaleLookupView } from "../refund-views.ts";
import { MAX_LINES, OtherTender, Quantity, view } from "./command.ts";

/** Pieces of a sale, each line once. */
export const RefundPieces = z
  .array(z.strictObject({ lineId: LineId, quantity: Quantity }))
  .max(MAX_LINES)
  .refine(
    (lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
    "a line is named twice",
  );

const Part = MoneySchema.refine(({ minor }) => minor > 0, "a part is more than nothing");

const RefundTo = z.discriminatedUnion("tender", [
  z.strictObject({ tender: z.literal("cash") }),
  z.strictObject({ tender: z.literal("store-credit"), accountId: CreditAccountId }),
  OtherTender,
  /** To the card of this payment of the sale, linked to its charge. */
  z.strictObject({ tender: z.literal("card"), paymentId: PaymentId }),
]);
export type RefundTo = z.infer<typeof RefundTo>;

const RefundInput = z
  .strictObject({
    refundId: RefundId,
    saleId: SaleId,
    /** Pieces that come back; empty where a part of the price goes back, or a tip alone. */
    lines: RefundPieces,
    /** Instead of pieces: a part of the price, spread over all that is left. */
    part: Part.optional(),
    /** The tip's part, to the card that it was given by. */
    tip: Part.optional(),
    to: RefundTo,
    total: MoneySchema,
    reason: z.string().trim().min(1).max(200),
    /** The refund to a card that failed and that this one makes good. */
    replaces: RefundId.optional(),
  })
  .refine(({ lines, part }) => lines.length === 0 || part === undefined, "pieces, or a part")
  .refine(
    ({ lines, part, tip }) => lines.length > 0 || (part ?? tip) !== undefined,
    "nothing is to go back",
  )
  .refine(({ to, tip }) => to.tender === "card" || tip === undefined, "a tip goes to its card");

/** Why nothing goes back. */
export const refundRefusals = [
  "sale-not-found",
  "session-not-open",
  "training",
  "not-refundable",
  "refund-in-progress",
  "refund-used",
  "refund-over-sold",
  "refund-over-charge",
  "refund-not-failed",
  "line-not-found",
  "payment-not-found",
  "currency-mismatch",
  "account-not-found",
  "unknown-tender",
  "price-changed",
  "relay-offline",
  "no-reader",
  "reader-not-connected",
  "reader-asks-for-card",
] as const;

/** Giving money back at the till: in cash, as store credit, to the card, or another way. */
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
  /**
   * What pieces, or a part of the price instead of them, would give back now, with a tip's part where
   * one is asked for; nothing changes by it.
   */
  "refunds.quote": {
    input: z
      .strictObject({
        saleId: SaleId,
        lines: RefundPieces,
        part: Part.optional(),
        tip: Part.optional(),
      })
      .refine(({ lines, part }) => lines.length === 0 || part === undefined, "pieces, or a part"),
    output: view<RefundQuoteView>(),
    refusals: [
      "sale-not-found",
      "line-not-found",
      "refund-over-sold",
      "refund-over-charge",
      "not-refundable",
      "currency-mismatch",
    ],
    from: ["till", "tool"],
  },
  /**
   * Pays pieces or a part of a completed sale back. `total` is what the clerk saw: cash rounding
   * included, and the tip. To a card it is "requested" once its entry stands; Stripe then says more.
   * While the relay can be reached it holds the lines first, and `paid-refund-changed` says what
   * came of it; offline only this register's own sales are paid back. The same `refundId` again is
   * answered as before. A sale of another register must have been looked up.
   */
  "refunds.pay": {
    input: RefundInput,
    output: view<PaidRefundView>(),
    refusals: refundRefusals,
    from: ["till", "tool"],
  },
  /**
   * Takes a refund off the reader that waits for its card. It is "requested" until Stripe says so; a
   * card may be faster.
   */
  "refunds.cancel": {
    input: z.strictObject({ refundId: RefundId }),
    output: view<RefundView>(),
    refusals: ["refund-not-open", "cards-offline"],
    from: ["till", "tool"],
  },
} as const;
