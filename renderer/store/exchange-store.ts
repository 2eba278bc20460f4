import { create } from "zustand";
import type { ExchangeView } from "../../contract/exchange-views.ts";
import type { SaleId } from "../../contract/ids.ts";
import type { PaidRefundView } from "../../contract/refund-views.ts";

/** Goods that come back for others: what, of which sale, and what they are worth in cash. */
export type Exchange = Omit<ExchangeView, "phase"> &
  Readonly<{
    /** The refund stands: what is left is to take its money for the new goods. */
    isPaidBack: boolean;
    /** It was asked for, and nobody has said on this screen whether the refund stands. */
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

/** The exchange under way: a copy of what the register keeps of it, and how this page tries it. */
export const useExchange = create<ExchangeState>()(() => ({
  exchange: null,
  choosingId: null,
  ended: null,
  isUnderWay: false,
}));

export function exchangeOf({ phase, ...view }: ExchangeView): Exchange {
  return { ...view, isPaidBack: phase === "paid-back", isUnsure: phase === "asked" };
}
