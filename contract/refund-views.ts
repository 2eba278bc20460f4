import type { LineId, RefundId, RegisterId, SaleId } from "./ids.ts";
import type { Money } from "./money.ts";

/** A line of a completed sale, and what of it may still go back. */
export type RefundableLineView = Readonly<{
  lineId: LineId;
  name: string;
  detail: string;
  quantity: number;
  refundableQuantity: number;
  /** For all pieces that are left, before cash rounding. */
  refundable: Money;
}>;

export type RefundableSaleView = Readonly<{
  saleId: SaleId;
  /** Null for a sale of this register. */
  originRegisterId: RegisterId | null;
  receiptNumber: string;
  lines: readonly RefundableLineView[];
  /** What went back of it or is held, at any register. */
  givenBack: Money;
  /** All that is left, and what cash can pay of it. */
  refundable: Money;
  cashRefundable: Money;
}>;

/** What pieces of a sale are worth now: to the cent, and as cash can pay it. */
export type RefundQuoteView = Readonly<{ amount: Money; cashAmount: Money }>;

/** A receipt that was looked up. `asked`: the relay has not yet answered. */
export type SaleLookupView = Readonly<{
  receiptNumber: string;
  state: "asked" | "found" | "not-found";
  sale: RefundableSaleView | null;
}>;

/**
 * Money that goes back at the till. `asked`: the relay has not yet said that nobody else gives it
 * back. `paid`: the entry stands, so hand it over. Else nothing was given.
 */
export type PaidRefundView = Readonly<{
  refundId: RefundId;
  saleId: SaleId;
  to: "cash" | "store-credit";
  /** What the customer gets, cash rounding included. */
  amount: Money;
  phase: "asked" | "paid" | "refused" | "released";
  /** Why nothing was given. */
  refusal: string | null;
}>;
