import { assert } from "../contract/assert.ts";
import type { EntryOf, LedgerEntry, RefundedLine, SaleCompleted } from "./ledger-entry.ts";
import type { Database } from "./storage/open-database.ts";

/** How the entries of one subject are read; the ledger hands it in. */
export type EntriesOf = (subject: string) => readonly Readonly<{ entry: LedgerEntry }>[];

/**
 * What went back to one card of a sale, and what it paid, with a tip that its capture took;
 * `refundedMinor` includes `tipMinor`, `paidMinor` includes `paidTipMinor`.
 */
export type RefundedCard = Readonly<{
  paymentId: string;
  paidMinor: number;
  paidTipMinor: number;
  refundedMinor: number;
  tipMinor: number;
}>;

type CardRefund = EntryOf<"refund-started"> | EntryOf<"refund-failed">;
/** A tender that a charge stands behind, on a reader or on a page. */
export type CardTender = Extract<SaleCompleted["tenders"][number], { paymentId: string }>;

/** A page takes no tip. */
export const tipPaidBy = (card: CardTender): number => (card.tender === "card" ? card.tipMinor : 0);

export function isCardTender(tender: SaleCompleted["tenders"][number]): tender is CardTender {
  return "paymentId" in tender;
}

/** The lines that a refund to a card gives back; none where it was the whole sale. */
export function linesOfStarted(
  entriesOf: EntriesOf,
  { saleId, refundId }: EntryOf<"refund-failed">,
): readonly RefundedLine[] {
  return startedOf(entriesOf, saleId, refundId)?.lines ?? [];
}

function startedOf(entriesOf: EntriesOf, saleId: string, refundId: string) {
  const started = entriesOf(saleId)
    .map(({ entry }) => entry)
    .find((entry) => entry.type === "refund-started" && entry.refundId === refundId);
  return started?.type === "refund-started" ? started : undefined;
}

/** The tip's part; an older whole refund gives the whole tip. */
export function tipOfRefund(started: EntryOf<"refund-started">, paidTipMinor: number): number {
  const isWhole = started.tipMinor === undefined && started.lines === undefined;
  return isWhole ? paidTipMinor : (started.tipMinor ?? 0);
}

function openRows(db: Database) {
  return {
    select: db.prepare<[string]>("SELECT 1 FROM refunded_card WHERE payment_id = ?"),
    selectOfSale: db.prepare<[string], RefundedCard>(
      `SELECT payment_id AS paymentId, paid_minor AS paidMinor, paid_tip_minor AS paidTipMinor,
         refunded_minor AS refundedMinor, refunded_tip_minor AS tipMinor
       FROM refunded_card WHERE sale_id = ?`,
    ),
    insert: db.prepare<[string, string, number, number]>(
      "INSERT INTO refunded_card VALUES (?, ?, ?, ?, 0, 0)",
    ),
    addTip: db.prepare<[number, number, string]>(
      `UPDATE refunded_card SET paid_minor = paid_minor + ?,
         paid_tip_minor = paid_tip_minor + ? WHERE payment_id = ?`,
    ),
    add: db.prepare<[number, number, string]>(
      `UPDATE refunded_card SET refunded_minor = refunded_minor + ?,
         refunded_tip_minor = refunded_tip_minor + ? WHERE payment_id = ?`,
    ),
  };
}

/** Keeps what went back to each card of this book's sales; the sale's own row comes first. */
export function openRefundedCards(db: Database, entriesOf: EntriesOf) {
  const rows = openRows(db);

  function partsOf(entry: CardRefund, card: CardTender, saleId: string) {
    const sign = entry.type === "refund-started" ? 1 : -1;
    const started =
      entry.type === "refund-started" ? entry : startedOf(entriesOf, saleId, entry.refundId);
    return { sign, tip: started === undefined ? 0 : tipOfRefund(started, tipPaidBy(card)) };
  }

  function cardsOf(saleId: string): readonly CardTender[] {
    const sale = entriesOf(saleId).find(({ entry }) => entry.type === "sale-completed")?.entry;
    return sale?.type === "sale-completed" ? sale.tenders.filter(isCardTender) : [];
  }

  const cardOf = (saleId: string, paymentId: string) =>
    cardsOf(saleId).find((one) => one.paymentId === paymentId);

  function ensureCard(saleId: string, paymentId: string): CardTender {
    const card = cardOf(saleId, paymentId);
    assert(card, `a refund of ${paymentId}, by which ${saleId} was not paid`);
    if (rows.select.get(paymentId) === undefined) {
      const tipMinor = tipPaidBy(card);
      rows.insert.run(paymentId, saleId, card.amountMinor + tipMinor, tipMinor);
    }
    return card;
  }

  return {
    isOfSale: (saleId: string, paymentId: string): boolean =>
      cardOf(saleId, paymentId) !== undefined,
    /** The sale's own row comes first here, too. */
    addTip(saleId: string, paymentId: string, tipMinor: number): void {
      ensureCard(saleId, paymentId);
      rows.addTip.run(tipMinor, tipMinor, paymentId);
    },
    apply(entry: CardRefund): void {
      const { saleId, paymentId } = entry;
      const card = ensureCard(saleId, paymentId);
      const { sign, tip } = partsOf(entry, card, saleId);
      rows.add.run(sign * entry.amountMinor, sign * tip, paymentId);
    },
    ofSale: (saleId: string): readonly RefundedCard[] => rows.selectOfSale.all(saleId),
  };
}
