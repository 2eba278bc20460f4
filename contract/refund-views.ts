import type { LineId, PaymentId, RefundId, RegisterId, SaleId } from "./ids.ts";
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

/** A card that the sale was paid by, and what may still go back to it. */
export type RefundableCardView = Readonly<{
  paymentId: PaymentId;
  brand: string | null;
  last4: string | null;
  /** Tip included; zero until the payment is captured, or where another register took it. */
  refundable: Money;
  tipRefundable: Money;
  /** It goes back only with the card at a reader. */
  needsCard: boolean;
}>;

/** A tender of the shop's own that the sale was paid by, and how much of it. */
export type NamedPaidView = Readonly<{ name: string; paid: Money }>;

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
  cards: readonly RefundableCardView[];
  named: readonly NamedPaidView[];
}>;

/** What goes back now: to the cent with the tip, and as cash can pay it, which no tip goes back in. */
export type RefundQuoteView = Readonly<{
  amount: Money;
  cashAmount: Money;
  /** What each line gives of it, before cash rounding. */
  lines: readonly Readonly<{ lineId: LineId; amount: Money }>[];
}>;

/** A receipt that was looked up. `asked`: the relay has not yet answered. */
export type SaleLookupView = Readonly<{
  receiptNumber: string;
  state: "asked" | "found" | "not-found";
  sale: RefundableSaleView | null;
}>;

/**
 * Money that goes back at the till. `asked`: the relay has not yet said that nobody else gives it
 * back. `paid`: the entry stands, so hand it over; `requested`: it stands, and Stripe gives it back.
 * Else nothing was given.
 */
export type PaidRefundView = Readonly<{
  refundId: RefundId;
  saleId: SaleId;
  to: "cash" | "store-credit" | "other" | "card";
  /** What the customer gets, cash rounding included. */
  amount: Money;
  phase: "asked" | "paid" | "requested" | "refused" | "released";
  /** Why nothing was given. */
  refusal: string | null;
}>;
