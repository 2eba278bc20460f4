import type { Way } from "../../contract/reader-views.ts";
import type {
  EntryOf,
  LedgerEntry,
  RefundStarted,
  SaleCompleted,
  Tender,
} from "../../ledger/ledger-entry.ts";
import { isCardTender } from "../../ledger/refunded-cards.ts";

/** What a register's book says of one payment, folded as it grows. */
export type PaymentFacts = {
  via: Way | "link";
  startedMinor: number;
  currency: string;
  authorisedMinor: number | null;
  capturedMinor: number | null;
  /** A tip of the slip that its capture may take; null while nobody asked for one. */
  lateTipMinor: number | null;
  cancelled: boolean;
  /** What goes back to it, all refunds that did not fail together. */
  refundedMinor: number;
};

/** What a register's book says of one sale, folded as it grows. Amounts in minor units. */
export type SaleFacts = {
  /** Tenders that were taken and not given back, by part; empty once the sale is complete. */
  readonly parts: Map<string, Tender>;
  completed: SaleCompleted | null;
  isVoided: boolean;
  /** Goods that went back, or whose hold was let go; tips apart. */
  goneMinor: number;
  takenBack: number;
  voids: number;
  raises: number;
  /** Tips of a slip that were taken. */
  lateTips: number;
};

export type Books = Readonly<{
  sales: Map<string, SaleFacts>;
  payments: ReadonlyMap<string, PaymentFacts>;
  refunds: Map<string, RefundStarted>;
  /** What the drawer should hold by the tenders alone. */
  drawer: { minor: number };
}>;

type SaleEntry = Extract<LedgerEntry, { saleId: string }>;

/** What must not follow upon what, in sales and their parts and refunds; null when all is well. */
export function foldSale(entry: LedgerEntry, books: Books): string | null {
  switch (entry.type) {
    case "tender-taken":
      return foldTaken(entry, books);
    case "tender-returned":
      return foldReturned(entry, books);
    case "hold-raised":
      return foldRaised(entry, books);
    case "sale-completed":
      return foldCompleted(entry, books);
    case "sale-voided":
      return foldVoided(entry, books);
    default:
      return foldAfterwards(entry, books);
  }
}

/** What follows upon a sale: its captures, and what goes back. */
function foldAfterwards(entry: LedgerEntry, books: Books): string | null {
  switch (entry.type) {
    case "payment-captured":
      if ((entry.lateTipMinor ?? 0) > 0) saleOf(books, entry).lateTips += 1;
      return isCaptureDue(entry, books) ? null : "captured, and its sale is not complete";
    case "payment-voided":
      return foldLetGo(entry, books);
    case "refund-started":
    case "refund-failed":
      return foldCardRefund(entry, books);
    case "refund-paid":
      return foldPaid(entry, books);
    default:
      return null;
  }
}

function saleOf({ sales }: Books, { saleId }: Pick<SaleEntry, "saleId">): SaleFacts {
  const known = sales.get(saleId);
  if (known !== undefined) return known;
  const fresh = { parts: new Map(), completed: null, isVoided: false };
  const counts = { goneMinor: 0, takenBack: 0, voids: 0, raises: 0, lateTips: 0 };
  const sale = { ...fresh, ...counts };
  sales.set(saleId, sale);
  return sale;
}

function foldTaken(entry: EntryOf<"tender-taken">, books: Books): string | null {
  const { partId, tender } = entry;
  const sale = saleOf(books, entry);
  if (sale.completed !== null || sale.isVoided) return "a part of a sale that is over";
  if (sale.parts.has(partId)) return "a part taken twice";
  sale.parts.set(partId, tender);
  if (tender.tender === "cash") books.drawer.minor += tender.amountMinor;
  return faultOfHold(tender, books);
}

/** A part grows by what its hold has grown, and only while its sale is open. */
function foldRaised(entry: EntryOf<"hold-raised">, books: Books): string | null {
  const { paymentId, fromMinor, toMinor } = entry;
  const sale = saleOf(books, entry);
  const part = sale.parts.get(paymentId);
  const hold = books.payments.get(paymentId);
  if (part?.amountMinor !== fromMinor || toMinor <= fromMinor) return "a part that is not so grew";
  if (hold === undefined || hold.authorisedMinor === null) return "a hold that is none grew";
  if (hold.cancelled || hold.capturedMinor !== null) return "a hold that is over grew";
  hold.authorisedMinor += toMinor - fromMinor;
  sale.parts.set(paymentId, { ...part, amountMinor: toMinor });
  sale.raises += 1;
  return null;
}

/** A tender by card stands on a hold of its own, of the same amount. */
function faultOfHold(tender: Tender, { payments }: Books): string | null {
  if (!isCardTender(tender)) return null;
  const hold = payments.get(tender.paymentId);
  if (hold === undefined || hold.authorisedMinor === null) return "a tender without a hold";
  if (hold.cancelled) return "a tender of a hold that is gone";
  return hold.authorisedMinor === paidBy(tender) ? null : "a tender of another amount";
}

function paidBy(tender: Tender): number {
  return tender.amountMinor + (tender.tender === "card" ? tender.tipMinor : 0);
}

function foldReturned(entry: EntryOf<"tender-returned">, books: Books): string | null {
  const { partId, tender } = entry;
  const sale = saleOf(books, entry);
  const taken = sale.parts.get(partId);
  if (taken?.amountMinor !== tender.amountMinor) return "given back, and it was not taken so";
  sale.parts.delete(partId);
  sale.takenBack += 1;
  if (tender.tender === "cash") books.drawer.minor -= tender.amountMinor;
  const isGone = !isCardTender(tender) || books.payments.get(tender.paymentId)?.cancelled === true;
  return isGone ? null : "given back, and its hold is not gone";
}

function foldCompleted(entry: SaleCompleted, books: Books): string | null {
  const sale = saleOf(books, entry);
  if (sale.completed !== null) return "the sale was completed before";
  if (sale.isVoided) return "the sale was given up before";
  sale.completed = entry;
  const { tenders, totalMinor, roundingMinor } = entry;
  const paidMinor = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (paidMinor !== totalMinor + roundingMinor) return `paid ${paidMinor}, not ${totalMinor}`;
  const fault = tenders.map((tender) => faultOfTender(tender, sale, books)).find(Boolean);
  if (sale.parts.size > 0) return `${sale.parts.size} parts were taken and do not pay it`;
  return fault ?? null;
}

/** A part of before is settled by it; cash that is no part came just now. */
function faultOfTender(tender: Tender, { parts }: SaleFacts, books: Books): string | null {
  const { partId, amountMinor } = tender;
  if (partId === undefined) {
    if (tender.tender === "cash") books.drawer.minor += amountMinor;
    return faultOfHold(tender, books);
  }
  const isTaken = parts.get(partId)?.amountMinor === amountMinor;
  parts.delete(partId);
  return isTaken ? faultOfHold(tender, books) : "paid by a part that was not taken so";
}

function foldVoided(entry: EntryOf<"sale-voided">, books: Books): string | null {
  const sale = saleOf(books, entry);
  sale.isVoided = true;
  return sale.completed === null ? null : "a complete sale was given up";
}

/** A hold is captured for a complete sale alone; Interac's network knows no hold. */
function isCaptureDue(entry: EntryOf<"payment-captured">, books: Books): boolean {
  const { completed, parts } = saleOf(books, entry);
  if (completed !== null || entry.isReplaced === true) return true;
  const part = parts.get(entry.paymentId);
  return part?.tender === "card" && part.isInterac === true;
}

function foldLetGo(entry: EntryOf<"payment-voided">, books: Books): string | null {
  const { paymentId, amountMinor, tipMinor } = entry;
  if (books.payments.get(paymentId)?.cancelled !== true) return "voided, and its hold is not gone";
  const sale = saleOf(books, entry);
  sale.voids += 1;
  return goes(sale, amountMinor - tipMinor);
}

type CardRefund = EntryOf<"refund-started"> | EntryOf<"refund-failed">;

/** To each card no more than it paid; of all goods no more than were sold. */
function foldCardRefund(entry: CardRefund, books: Books): string | null {
  const isStart = entry.type === "refund-started";
  if (isStart) books.refunds.set(entry.refundId, entry);
  const started = books.refunds.get(entry.refundId);
  const payment = books.payments.get(entry.paymentId);
  if (started === undefined || payment === undefined) return "a refund of nothing";
  const sign = isStart ? 1 : -1;
  payment.refundedMinor += sign * entry.amountMinor;
  const { capturedMinor, refundedMinor } = payment;
  if (refundedMinor > (capturedMinor ?? 0)) {
    return `${refundedMinor} go back to a card that paid ${capturedMinor ?? "nothing"}`;
  }
  if (started.isReplaced === true) return null;
  return goes(saleOf(books, entry), sign * (entry.amountMinor - (started.tipMinor ?? 0)));
}

function foldPaid(entry: EntryOf<"refund-paid">, books: Books): string | null {
  const { amountMinor, roundingMinor, to } = entry;
  if (to.tender === "cash") books.drawer.minor -= amountMinor + roundingMinor;
  if (entry.originRegisterId !== null) return null;
  return goes(saleOf(books, entry), amountMinor);
}

function goes(sale: SaleFacts, minor: number): string | null {
  sale.goneMinor += minor;
  const { completed, goneMinor } = sale;
  if (completed === null) return "goods go back that were not sold";
  return goneMinor <= completed.totalMinor ? null : `${goneMinor} go back of a smaller sale`;
}
