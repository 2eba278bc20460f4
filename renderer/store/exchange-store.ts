import { create } from "zustand";
import type { LineId, PaymentId, RefundId, SaleId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { PaidRefundView } from "../../contract/refund-views.ts";

/** Goods that come back for others: what, of which sale, and what they are worth in cash. */
export type Exchange = Readonly<{
  /** One refund and one part for all tries: nothing goes back or is taken twice. */
  refundId: RefundId;
  partId: PaymentId;
  saleId: SaleId;
  receiptNumber: string;
  lines: readonly Readonly<{ lineId: LineId; quantity: number }>[];
  worth: Money;
  /** The sale of what goes out: its money pays for no other. */
  forId: SaleId;
  /** The refund stands: what is left is to take its money for the new goods. */
  isPaidBack: boolean;
  /** It was asked for, and the till went away before it said whether the refund stands. */
  isUnsure: boolean;
}>;

export type ExchangeState = Readonly<{
  exchange: Exchange | null;
  /** The sale of which goods are being chosen, in a dialog. */
  choosingId: SaleId | null;
  /** What the relay made of the refund. */
  ended: PaidRefundView | null;
  /** It is being booked, and nobody knows yet what becomes of it. */
  isUnderWay: boolean;
}>;

/** An exchange under way: gone with the window, as long as nothing was given back. */
export const useExchange = create<ExchangeState>()(() => ({
  exchange: null,
  choosingId: null,
  ended: null,
  isUnderWay: false,
}));
