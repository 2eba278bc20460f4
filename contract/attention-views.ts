import type { LineId, PaymentId, RefundId, SaleId } from "./ids.ts";
import type { Money } from "./money.ts";

/** A refund to a card that did not reach it: the customer has not got the money. */
export type FailedRefundView = Readonly<{
  kind: "refund-failed";
  refundId: RefundId;
  paymentId: PaymentId;
  saleId: SaleId;
  receiptNumber: string;
  /** The tip included, which goes back to a card only. */
  amount: Money;
  tip: Money;
  requestedAtMs: number;
  /** Stripe's reason, or the code by which it refused. */
  reason: string;
  /** The pieces that were to go back; a part of the price where there are none. */
  lines: readonly Readonly<{ lineId: LineId; quantity: number }>[];
  part: Money | null;
}>;

/** A payment that a person must look at; `code` says what does not fit. */
export type PaymentAttentionView = Readonly<{
  kind: "payment";
  paymentId: PaymentId;
  saleId: SaleId;
  amount: Money;
  startedAtMs: number;
  code: string;
}>;

/** An instruction that the relay will not carry out. */
export type RefusedInstructionView = Readonly<{
  kind: "instruction-refused";
  id: string;
  paymentId: PaymentId;
  code: string;
}>;

/** Kept sums were wrong and were made anew: what was read from them today may have been, too. */
export type SumsRebuiltView = Readonly<{
  kind: "sums-rebuilt";
  code: "sums-differ";
  /** The entry that says so. */
  seq: number;
  atMs: number;
}>;

/** What needs a person, oldest first. Each stays until a fact ends it, never by a click alone. */
export type AttentionItem =
  FailedRefundView | PaymentAttentionView | RefusedInstructionView | SumsRebuiltView;
