import type { LineId, PaymentId, RefundId, SaleId } from "./ids.ts";
import type { Money } from "./money.ts";

/**
 * Goods that come back for others. `open`: nothing was given back yet; `asked`: the relay has not
 * said whether their refund may stand; `paid-back`: it stands, and its money is still to be used
 * for the new goods, or to be handed over.
 */
export type ExchangeView = Readonly<{
  /** One refund and one part for all tries: nothing goes back or is taken twice. */
  refundId: RefundId;
  partId: PaymentId;
  /** The sale of what comes back. */
  saleId: SaleId;
  receiptNumber: string;
  lines: readonly Readonly<{ lineId: LineId; quantity: number }>[];
  /** In cash, rounding included. */
  worth: Money;
  /** The sale of what goes out: the money pays for no other. */
  forId: SaleId;
  phase: "open" | "asked" | "paid-back";
}>;
