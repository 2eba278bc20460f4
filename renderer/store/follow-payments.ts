import type { PaymentView } from "../../contract/payment-views.ts";
import type { LaneView, ReceiptView, RegisterView } from "../../contract/views.ts";
import { openSaleDetail } from "../actions/sales-list.ts";
import { followTopUp } from "../actions/top-up-card.ts";
import { api } from "../api.ts";
import { isOpenPayment } from "../format/payment-region.ts";
import { openPaying, settledLanes, withPayment, withReceipt, type Paying } from "./paying.ts";
import { useRegister } from "./register-store.ts";
import { useSales } from "./sales-store.ts";
import { useUi, type Place } from "./ui-store.ts";

export function followPayment(view: RegisterView, payment: PaymentView): void {
  if (payment.topUp !== undefined) {
    followTopUp(payment);
    return;
  }
  const isOfOpenSale = payment.saleId === view.sale.saleId;
  if (isOfOpenSale && !isHidden(view, payment))
    useRegister.setState({ view: { ...view, payment } });
  const { paying } = useUi.getState();
  if (paying?.payment.paymentId === payment.paymentId) {
    useUi.setState({ paying: withPayment(paying, payment) });
  } else if (isOfOpenSale && isOpenPayment(payment)) {
    showPaying({ sale: view.sale, payment, receipt: null });
  }
  // The proof beside a sale that is being looked at grows with its payment.
  if (useSales.getState().openId === payment.saleId) void openSaleDetail(payment.saleId);
}

/** News of another part, while one of the sale's payments locks it. */
function isHidden({ payment: open }: RegisterView, payment: PaymentView): boolean {
  if (open === null || open.paymentId === payment.paymentId) return false;
  return isOpenPayment(open) && !isOpenPayment(payment);
}

export function followReceipt(receipt: ReceiptView): void {
  useUi.setState(({ paying }) => ({ paying: withReceipt(paying, receipt) }));
}

export function followLanes(view: RegisterView, lanes: readonly LaneView[]): void {
  useRegister.setState({ view: { ...view, lanes } });
  noteSettled(view.lanes, { sale: view.sale, lanes });
}

/** A lane that went is told about, unless its payment is the one on the screen. */
function noteSettled(
  before: readonly LaneView[],
  after: Pick<RegisterView, "sale" | "lanes">,
): void {
  const { place, paying } = useUi.getState();
  const shownId = place === "payment" ? paying?.sale.saleId : undefined;
  const gone = settledLanes(before, after).filter(({ sale }) => sale.saleId !== shownId);
  if (gone.length > 0) useUi.setState(({ settled }) => ({ settled: [...settled, ...gone] }));
}

/** After a lost connection, or at the start: the payment on the screen is brought up to date. */
export function resumePaying(before: RegisterView | null, view: RegisterView): void {
  if (before) noteSettled(before.lanes, view);
  const { paying } = useUi.getState();
  const open = openPaying(view);
  const known = [view.payment, ...view.lanes.map(({ payment }) => payment)];
  const payment = known.find((one) => one?.paymentId === paying?.payment.paymentId);
  if (paying && payment) useUi.setState({ paying: withPayment(paying, payment) });
  else if (open) showPaying(open);
  else if (paying && !paying.receipt) void readSettled(paying);
}

/** Its sale is neither open nor held any more: the list of sales knows what it came to. */
async function readSettled(paying: Paying): Promise<void> {
  const { paymentId } = paying.payment;
  const answer = await api("sales.detail", { saleId: paying.sale.saleId });
  const payments = answer.ok ? answer.value.payments : [];
  const found = payments.find(({ payment }) => payment.paymentId === paymentId);
  if (answer.ok && found) {
    useUi.setState({
      paying: { ...paying, payment: found.payment, receipt: answer.value.receipt },
    });
  } else if (!answer.ok && answer.refusal === "sale-not-found") {
    useUi.setState({ paying: null });
  }
}

/** A payment of the open sale takes the selling screens; the back office is left where it is. */
function showPaying(paying: Paying): void {
  const selling: readonly Place[] = ["sale", "tender", "change", "payment", "no-cards"];
  useUi.setState(({ place }) => ({
    paying,
    payingRefusal: null,
    panel: null,
    ...(selling.includes(place) ? { place: "payment", paid: null } : {}),
  }));
}
