import { money, type Money } from "../../contract/money.ts";
import type { RefundableSaleView } from "../../contract/refund-views.ts";
import type { ReceiptView } from "../../contract/views.ts";

/** A sale of which something may go back: of this till, or one that was looked up. */
export type RefundableSale = Readonly<{
  receipt: Pick<ReceiptView, "saleId" | "receiptNumber" | "tenders">;
  left: RefundableSaleView;
  /** All that goes back to its card; zero where no card of this till paid for it. */
  refundable: Money;
}>;

/** One that was looked up: only this till's own cards can be refunded here. */
export function refundableOf(left: RefundableSaleView): RefundableSale {
  const { saleId, receiptNumber } = left;
  const refundable = money(0, left.refundable.currency);
  return { receipt: { saleId, receiptNumber, tenders: [] }, left, refundable };
}
