import type { RegisterEvent } from "../../contract/commands.ts";
import type { DisplayContent, DisplaySale, DisplayStep } from "../../contract/display-views.ts";
import { addMoney, type Money } from "../../contract/money.ts";
import type { PaymentView } from "../../contract/payment-views.ts";
import type { ReceiptView, SaleView } from "../../contract/views.ts";

/** The open sale, and what the customer sees of it or of the sale before. */
export type Display = Readonly<{ open: SaleView; content: DisplayContent }>;

export function openDisplay(open: SaleView, payment: PaymentView | null): Display {
  const display = { open, content: ofSale(open) };
  return payment === null ? display : afterPayment(display, payment);
}

/** Pure. What was paid stays on the display until the next sale has its first line. */
export function nextDisplay(display: Display, event: RegisterEvent): Display {
  switch (event.event) {
    case "sale-changed":
      return afterSale(display, event.view);
    case "payment-changed":
      return afterPayment(display, event.view);
    case "sale-completed":
      // A sale that waited in a lane is another customer's, who has gone.
      return event.view.saleId === display.open.saleId
        ? { ...display, content: paidContent(event.view) }
        : display;
    default:
      return display;
  }
}

function afterSale({ open, content }: Display, sale: SaleView): Display {
  const isSame = sale.saleId === open.saleId;
  if (content.kind === "paid" && sale.lines.length === 0) return { open: sale, content };
  if ((content.kind === "card" || content.kind === "page") && isSame) {
    return { open: sale, content: { ...content, sale: displaySale(sale) } };
  }
  return { open: sale, content: ofSale(sale) };
}

/** A payment of a sale that waits in a lane is nothing for the customer who stands here now. */
function afterPayment(display: Display, payment: PaymentView): Display {
  const { open, content } = display;
  if (payment.saleId !== open.saleId || content.kind === "paid") return display;
  return { open, content: ofPayment(open, payment) };
}

function ofPayment(open: SaleView, payment: PaymentView): DisplayContent {
  const { amount } = payment;
  const sale = displaySale(open);
  const url = openPage(payment);
  if (url !== null) return { kind: "page", sale, amount, url };
  const step = stepOf(payment);
  return step === null ? ofSale(open) : { kind: "card", sale, amount, step };
}

/** The page on which the customer can pay now: none before it is made, nor while it is being closed. */
function openPage({ phase, link, isCancelRequested }: PaymentView): string | null {
  return phase === "waiting" && link !== null && !isCancelRequested ? link.url : null;
}

/** Null: it is over, and what it came to is said by the sale; or there is nothing to do here. */
function stepOf(payment: PaymentView): DisplayStep | null {
  switch (payment.phase) {
    case "waiting":
      // A page that is not made yet is nothing to do: no card is to be held anywhere.
      return payment.link === null || payment.isCancelRequested ? waitingStep(payment) : null;
    case "unknown":
      return "checking";
    case "declined":
      return "declined";
    case "authorised":
      return "processing";
    case "cancelled":
    case "captured":
      return null;
  }
}

function waitingStep({ isCancelRequested, isCardInProcess, onReaderAtMs }: PaymentView) {
  if (isCardInProcess) return "processing";
  if (isCancelRequested) return "cancelling";
  return onReaderAtMs === null ? "wait" : "present";
}

function ofSale(sale: SaleView): DisplayContent {
  if (sale.lines.length === 0) return { kind: "welcome" };
  return { kind: "sale", sale: displaySale(sale) };
}

function displaySale({ lines, total, discountTotal, taxes }: DisplaySale): DisplaySale {
  return { lines, total, discountTotal, taxes };
}

function paidContent(receipt: ReceiptView): DisplayContent {
  const { tenders, total, rounding } = receipt;
  const tips = tenders.flatMap((tender) => (tender.tender === "card" ? [tender.tip] : []));
  const change = tenders.flatMap((tender) => (tender.tender === "cash" ? [tender.change] : []));
  const tip = sum(tips);
  const hasTip = tip !== null && tip.minor > 0;
  const settled = addMoney(total, rounding);
  return {
    kind: "paid",
    sale: displaySale(receipt),
    paid: hasTip ? addMoney(settled, tip) : settled,
    tip: hasTip ? tip : null,
    change: sum(change),
  };
}

function sum(amounts: readonly Money[]): Money | null {
  const [first, ...others] = amounts;
  return first === undefined ? null : others.reduce(addMoney, first);
}
