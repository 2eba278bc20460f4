import type { PaymentView } from "../../contract/payment-views.ts";
import type { LaneView, ReceiptView, RegisterView, SaleView } from "../../contract/views.ts";
import { isOpenPayment } from "../format/payment-region.ts";

/**
 * The card payment on the screen. It keeps its sale and its receipt, for the register opens the
 * next sale as soon as this one is paid, and the clerk has not yet seen it.
 */
export type Paying = Readonly<{
  sale: SaleView;
  payment: PaymentView;
  receipt: ReceiptView | null;
}>;

/** The open sale's payment, while it locks that sale. */
export function openPaying({ sale, payment }: RegisterView): Paying | null {
  return payment !== null && isOpenPayment(payment) ? { sale, payment, receipt: null } : null;
}

/** The newer view of the payment on the screen; another payment leaves it as it is. */
export function withPayment(paying: Paying | null, payment: PaymentView): Paying | null {
  return paying?.payment.paymentId === payment.paymentId ? { ...paying, payment } : paying;
}

export function withReceipt(paying: Paying | null, receipt: ReceiptView): Paying | null {
  return paying?.sale.saleId === receipt.saleId ? { ...paying, receipt } : paying;
}

/** Lanes that went without being taken up: their sales were paid. */
export function settledLanes(
  before: readonly LaneView[],
  { sale, lanes }: Pick<RegisterView, "sale" | "lanes">,
): readonly LaneView[] {
  const kept = new Set([sale.saleId, ...lanes.map((lane) => lane.sale.saleId)]);
  return before.filter((lane) => !kept.has(lane.sale.saleId));
}

/** The sale of the payment as it now is: while it is open it may have been paid in part meanwhile. */
export function saleOf({ sale }: RegisterView, paying: Paying): SaleView {
  return sale.saleId === paying.sale.saleId ? sale : paying.sale;
}
