import type { PaymentId, SaleId } from "../../contract/ids.ts";
import type { SaleView } from "../../contract/views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { partOf } from "../format/split-shares.ts";
import { useTender } from "../store/tender-store.ts";
import { useUi } from "../store/ui-store.ts";
import type { Answer } from "../transports/answer.ts";
import { askAllowed } from "./approve.ts";
import { leavePayment } from "./lanes.ts";
import { forgetTender } from "./split.ts";
import { openSale, showRefusal } from "./open-sale.ts";
import { clearSearch } from "./search.ts";

/** With these nothing was started because cards do not work now; the screen offers what does. */
export type NoCards = "cards-offline" | "no-reader" | "reader-not-connected";
const noCards: readonly string[] = ["cards-offline", "no-reader", "reader-not-connected"];

/**
 * Starts a card payment of what is left of the open sale, or of the part of it that it is split into.
 * What it comes to is told by events.
 */
export const chargeCard = (): Promise<void> => start("payments.charge");

/** Opens a page on which the customer pays the open sale. */
export const startLink = (): Promise<void> => start("payments.start-link");

async function start(command: "payments.charge" | "payments.start-link"): Promise<void> {
  const sale = openSale();
  if (!sale || sale.lines.length === 0) return;
  clearSearch();
  if (useUi.getState().place === "sale") forgetTender();
  useUi.setState({ panel: null, notice: null, payingRefusal: null });
  const { saleId, left: total } = sale;
  const answer = await askAllowed(command, { saleId, total, ...partFor(command, sale) });
  if (answer.ok) {
    useUi.setState({ place: "payment", paying: { sale, payment: answer.value, receipt: null } });
  } else if (noCards.includes(answer.refusal)) {
    useUi.setState({ place: "no-cards", payingRefusal: answer.refusal });
  } else {
    showRefusal(answer.refusal, "");
    // A manager who says no to a card leaves the tender, and what was split, as it is.
    if (answer.refusal !== "needs-approval") leavePayment();
  }
}

/** A page is paid at once: it takes all that is left. */
function partFor(command: "payments.charge" | "payments.start-link", sale: SaleView) {
  const { split } = useTender.getState();
  useTender.setState({ owed: null });
  if (command === "payments.start-link" || split === null) return {};
  return { amount: partOf(sale, split) };
}

/** A card that is held pays the rest, too, where its bank says yes; nobody presents it again. */
export async function putRestOnCard(sale: SaleView, paymentId: PaymentId): Promise<void> {
  const { saleId, left } = sale;
  const answer = await askAllowed("payments.raise", { saleId, paymentId, left });
  if (!answer.ok) {
    showRefusal(answer.refusal, "");
    return;
  }
  useTender.setState({ owed: null });
  useUi.setState({ place: "payment", paying: { sale, payment: answer.value, receipt: null } });
}

/** Another card, on the same payment. */
export async function retryCard(paymentId: PaymentId): Promise<void> {
  noteAnswer(await api("payments.retry", { paymentId }));
}

/** Asks for the end of a payment; it has ended when Stripe says so. */
export async function cancelPayment(paymentId: PaymentId): Promise<void> {
  noteAnswer(await api("payments.cancel", { paymentId }));
}

/** Asks Stripe now. Answers whether it could be asked. */
export async function checkPayment(paymentId: PaymentId): Promise<boolean> {
  return noteAnswer(await api("payments.check", { paymentId }));
}

/** The sale of an unknown payment steps aside, so that the next customer is served. */
export async function serveNext(paymentId: PaymentId): Promise<void> {
  if (noteAnswer(await api("payments.serve-next", { paymentId }))) leavePayment();
}

/** Takes a held sale back, once its payment is proven dead. */
export async function takeUpSale(saleId: SaleId): Promise<void> {
  if (noteAnswer(await api("sales.take-up", { saleId }))) leavePayment();
}

type PayingAnswer = Answer<
  "payments.retry" | "payments.cancel" | "payments.check" | "payments.serve-next" | "sales.take-up"
>;

function noteAnswer(answer: PayingAnswer): boolean {
  const payingRefusal: RefusalCode | null = answer.ok ? null : answer.refusal;
  useUi.setState({ payingRefusal });
  return answer.ok;
}
