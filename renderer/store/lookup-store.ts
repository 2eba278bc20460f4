import { create } from "zustand";
import type {
  PaidRefundView,
  RefundableSaleView,
  SaleLookupView,
} from "../../contract/refund-views.ts";
import type { RefusalCode } from "../format/words.ts";

export type LookupState = Readonly<{
  /** The receipt that is looked up; null where none is. */
  receiptNumber: string | null;
  state: SaleLookupView["state"];
  sale: RefundableSaleView | null;
  /** Why nobody could be asked. */
  refusal: RefusalCode | null;
  /** The refund of it that was asked for last, and what became of it. */
  refund: PaidRefundView | null;
}>;

/** A receipt of another till that is looked up at the relay. actions/look-up.ts writes it. */
export const useLookup = create<LookupState>()(() => ({
  receiptNumber: null,
  state: "asked",
  sale: null,
  refusal: null,
  refund: null,
}));
