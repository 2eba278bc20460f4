import type { PaymentDetailView, PaymentView, StatusView } from "../contract/payment-views.ts";
import type {
  LaneView,
  RegisterView,
  SaleDetailView,
  SaleSummary,
  SaleView,
} from "../contract/views.ts";
import type { Recorded } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import type { Books } from "./books.ts";
import { attentionItems } from "./payments/attention.ts";
import type { Refund } from "./payments/refund-state.ts";
import { chargeOf, type Payment } from "./payments/payment-state.ts";
import { isRaising } from "./payments/raise-state.ts";
import { paymentView } from "./payments/payment-views.ts";
import { refundable } from "./payments/refund-sale.ts";
import { refundView } from "./payments/refunds.ts";
import type { DraftSale } from "./sales/price-sale.ts";
import { isSale } from "./sales/pay-cash.ts";
import { exchangeView } from "./refunds/exchanges.ts";
import { refundableSale } from "./refunds/refundable-sale.ts";
import { spendView } from "./store-credit/spend-credit.ts";
import { entryView, receiptView, saleSummary, saleView } from "./sales/sale-views.ts";

/** What only the line to the relay knows of payments. */
export type CardViews = Readonly<{
  view: (payment: Payment) => PaymentView;
  nextCheckAtMs: (paymentId: string) => number | null;
  status: () => StatusView;
}>;

export function draftView({ shop, drafts, partsOf }: Books, draft: DraftSale): SaleView {
  const { saleId } = draft;
  const state = { canUndo: drafts.canUndo(saleId), parts: partsOf(saleId) };
  return saleView(shop, draft, { ...state, customer: drafts.customerOf(draft) });
}

/** Sales set aside, each with the payment it waits for. */
export function laneViews(
  books: Books,
  nextCheckAtMs: CardViews["nextCheckAtMs"],
): readonly LaneView[] {
  return books.drafts.held().flatMap((draft) => {
    const payment = lockingOf(books, draft);
    if (payment === undefined) return [];
    const view = paymentView(payment, nextCheckAtMs(payment.paymentId));
    return [{ sale: draftView(books, draft), payment: view }];
  });
}

/** Of a sale's payments the one that it waits for: a hold that is to grow, else the newest. */
function lockingOf({ payments }: Books, { saleId }: DraftSale): Payment | undefined {
  const all = payments.ofSale(saleId);
  return all.find(isRaising) ?? all.at(-1);
}

export function registerView(
  books: Books,
  cards: CardViews,
  { seat, day }: Pick<RegisterView, "seat" | "day">,
): RegisterView {
  const { config, ledger, names, drafts } = books;
  const { registerId, registerName, mode, shop } = config;
  const [last] = ledger.latest("sale-completed", Number.MAX_SAFE_INTEGER, 1);
  const draft = drafts.current();
  const payment = lockingOf(books, draft);
  return {
    registerId,
    registerName,
    mode,
    shop,
    seat,
    day,
    sale: draftView(books, draft),
    payment: payment === undefined || isTaken(payment) ? null : cards.view(payment),
    creditSpend: pendingSpend(books, draft.saleId),
    topUp: openTopUp(books, cards),
    exchange: exchangeView(books),
    lanes: laneViews(books, cards.nextCheckAtMs),
    status: cards.status(),
    attention: attentionItems(books),
    lastReceipt: last === undefined ? null : receiptView(names, last),
  };
}

/** A part that is held is no payment any more, but what was taken of the sale; unless it is to grow. */
function isTaken(payment: Payment): boolean {
  const isMoney = payment.phase === "authorised" || payment.phase === "captured";
  return isMoney && !isRaising(payment);
}

/** The newest that is not final: what it pays for is no sale, so no sale shows it. */
function openTopUp({ payments }: Books, { view }: CardViews): PaymentView | null {
  const payment = payments.notFinal().findLast(({ topUp }) => topUp !== undefined);
  return payment === undefined ? null : view(payment);
}

/** Store credit that the relay has not answered about; it locks the sale. */
function pendingSpend({ credit, shop }: Books, saleId: string): RegisterView["creditSpend"] {
  const spend = credit.ofSale(saleId);
  return spend === undefined ? null : spendView(shop, spend, { phase: "asked" });
}

/** Null where no completed sale has this id. */
export function saleDetail(books: Books, cards: CardViews, saleId: string): SaleDetailView | null {
  const entries = books.ledger.entriesOf(saleId);
  const sale = entries.find(isSale);
  if (sale === undefined) return null;
  return {
    receipt: receiptView(books.names, sale),
    entries: entries.map(entryView),
    payments: books.payments.ofSale(saleId).map((payment) => detailOf(books, payment, cards.view)),
    refundable: refundable(books, sale.entry),
    left: refundableSale(books, sale.entry),
    ...besideSale(books, sale.entry),
  };
}

/** Customer and notes are not in the book; what was erased is not told. */
function besideSale({ drafts }: Books, { saleId, customerId }: SaleCompleted) {
  const note = drafts.notes.ofSale(saleId).find(({ lineId }) => lineId === null);
  return {
    ...(customerId && { customer: drafts.customers.byId(customerId) }),
    ...(note && { note: note.text }),
  };
}

function detailOf(
  books: Books,
  payment: Payment,
  view: (payment: Payment) => PaymentView,
): PaymentDetailView {
  const { chargeId, riskLevel = null, riskScore = null } = chargeOf(payment.tries.at(-1));
  return {
    payment: view(payment),
    risk: riskLevel === null ? null : { level: riskLevel, score: riskScore },
    concerns: payment.concerns ?? [],
    stripePaymentIntentId: payment.intentId,
    chargeId: chargeId === "" ? null : chargeId,
    timeline: books.payments.timeline(payment.paymentId),
    refunds: books.refunds
      .ofSale(payment.saleId)
      .filter(({ paymentId }) => paymentId === payment.paymentId)
      .map(refundView),
  };
}

export function summaryOf(books: Books, sale: Recorded<SaleCompleted>): SaleSummary {
  const { saleId, customerId } = sale.entry;
  const summary = saleSummary(books.names, sale, books.givenBack(saleId).refundedMinor);
  const name = customerId && books.drafts.customers.byId(customerId).name;
  const isAsked = books.refunds.ofSale(saleId).some(isUnderWay);
  return {
    ...summary,
    ...(name && { customer: name }),
    ...(isAsked && { isRefundRequested: true as const }),
  };
}

/** Asked for at Stripe, which has not said that it went back. */
function isUnderWay({ state }: Refund): boolean {
  return state === "requested" || state === "pending";
}
