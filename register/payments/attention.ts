import type {
  AttentionItem,
  FailedRefundView,
  SumsRebuiltView,
} from "../../contract/attention-views.ts";
import { Currency, money } from "../../contract/money.ts";
import type { RefundStarted, SaleCompleted } from "../../ledger/ledger-entry.ts";
import { tipOfRefund, tipPaidBy } from "../../ledger/refunded-cards.ts";
import type { ShopView } from "../../contract/views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { ReceiptNames } from "../sales/sale-views.ts";
import type { Payments } from "./payments.ts";
import type { Refunds } from "./refunds.ts";
import { cardTenderOf, leftOfCard, leftOfLines, ownSale } from "../refunds/refundable-sale.ts";
import type { SoldSale } from "../refunds/refundable-sale.ts";
import { isSale } from "../sales/pay-cash.ts";
import type { Refund } from "./refund-state.ts";

export type AttentionBooks = Readonly<{
  ledger: Ledger;
  payments: Payments;
  refunds: Refunds;
  outbox: Outbox;
  names: ReceiptNames;
  givenBack: (saleId: string) => RefundedSale;
  shop: ShopView;
}>;

/** What needs a person, as the rows and the book say. Nothing is remembered beside them. */
export function attentionItems(books: AttentionBooks): readonly AttentionItem[] {
  return [
    ...sumsRebuilt(books),
    ...books.refunds
      .failed()
      .filter((refund) => !isCalledOff(refund))
      .flatMap((refund) => failedRefund(books, refund) ?? []),
    ...books.payments.tasks().map(({ attention, ...payment }) => ({
      kind: "payment" as const,
      paymentId: payment.paymentId,
      saleId: payment.saleId,
      amount: money(payment.amountMinor, Currency.parse(payment.currency)),
      startedAtMs: payment.startedAtMs,
      code: attention ?? "",
    })),
    ...books.outbox.allRefused().map(({ instruction: { id, paymentId }, refused }) => ({
      ...{ kind: "instruction-refused" as const, id, paymentId, code: refused },
    })),
  ];
}

/**
 * Through the day after the one in which it was found: a close may find it itself, and whoever comes in
 * the morning has to hear of it. No Z is wrong by it: each is folded from the entries.
 */
function sumsRebuilt({ ledger }: AttentionBooks): readonly SumsRebuiltView[] {
  const [newest] = ledger.latest("sums-rebuilt", Number.MAX_SAFE_INTEGER, 1);
  const [lastZ] = ledger.latest("day-closed", Number.MAX_SAFE_INTEGER, 1);
  const sinceSeq = lastZ?.entry.firstSeq ?? 1;
  if (newest === undefined || newest.seq < sinceSeq) return [];
  const { seq, atMs } = newest;
  return [{ kind: "sums-rebuilt", code: "sums-differ", seq, atMs }];
}

/** Nothing went back, and it was known at once: the clerk saw it end at the reader. */
function isCalledOff({ reader, failureReason }: Refund): boolean {
  const ends = ["refund-cancelled", "refund-never-started", "customer_canceled"];
  return reader !== null && ends.includes(failureReason ?? "");
}

const reasonOf = ({ failureReason }: Refund) => failureReason ?? "unknown";

/** Null where it was made good, or where nothing of it is left to give back. */
function failedRefund(books: AttentionBooks, refund: Refund): FailedRefundView | null {
  const { refundId, paymentId, saleId, requestedAtMs } = refund;
  const entries = books.ledger.entriesOf(saleId);
  const sale = entries.find(isSale)?.entry;
  const started = startedOf(entries, refundId);
  // What a replaced payment brought is the payment's own task.
  if (!sale || !started || started.isReplaced || isReplaced(books, refund)) return null;
  const { goodsMinor, tipMinor } = owedOf(ownSale(books, sale), started);
  if (goodsMinor + tipMinor === 0) return null;
  const lines = piecesOf(sale, started);
  return {
    ...{ kind: "refund-failed", refundId, paymentId, saleId, requestedAtMs, lines },
    receiptNumber: `${books.names.registerNumber}-${sale.receiptCount}`,
    amount: money(goodsMinor + tipMinor, sale.currency),
    tip: money(tipMinor, sale.currency),
    reason: reasonOf(refund),
    part: lines.length > 0 || goodsMinor === 0 ? null : money(goodsMinor, sale.currency),
  };
}

/** What of it could still go back. */
function owedOf(sold: SoldSale, started: RefundStarted) {
  const { paymentId, amountMinor } = started;
  const card = cardTenderOf(sold.sale, paymentId);
  const askedTipMinor = tipOfRefund(started, card === undefined ? 0 : tipPaidBy(card));
  return {
    goodsMinor: Math.min(amountMinor - askedTipMinor, leftOfLines(sold)),
    tipMinor: Math.min(askedTipMinor, leftOfCard(sold, paymentId).tipMinor),
  };
}

/** Its pieces; an older whole refund names none and means all. */
function piecesOf(sale: SaleCompleted, { lines, tipMinor }: RefundStarted) {
  const isWhole = lines === undefined && tipMinor === undefined;
  const named = isWhole ? sale.lines : (lines ?? []);
  return named
    .filter(({ quantity }) => quantity > 0)
    .map(({ lineId, quantity }) => ({ lineId, quantity }));
}

type Entries = ReturnType<Ledger["entriesOf"]>;

function startedOf(entries: Entries, refundId: string): RefundStarted | undefined {
  return entries
    .map(({ entry }) => entry)
    .filter((entry) => entry.type === "refund-started")
    .find((entry) => entry.refundId === refundId);
}

/** A later refund that names it takes its place; where that one fails, it is the task itself. */
export function isReplaced(
  { ledger }: Pick<AttentionBooks, "ledger">,
  { saleId, refundId }: Readonly<{ saleId: string; refundId: string }>,
): boolean {
  return ledger.entriesOf(saleId).some(({ entry }) => {
    const isRefund = entry.type === "refund-paid" || entry.type === "refund-started";
    return isRefund && entry.replaces === refundId;
  });
}
