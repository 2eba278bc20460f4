import { assert } from "../contract/assert.ts";
import type { EntryOf, LedgerEntry, RefundedLine, SaleCompleted } from "./ledger-entry.ts";
import {
  linesOfStarted,
  openRefundedCards,
  type EntriesOf,
  type RefundedCard,
} from "./refunded-cards.ts";
import type { Database } from "./storage/open-database.ts";

/** What of one sale went back, or is on its way back; a refund that failed counts no more. */
export type RefundedSale = Readonly<{
  /** Tips included. */
  refundedMinor: number;
  lines: readonly RefundedLine[];
  /** What went back to each card, of this register's book. */
  cards: readonly RefundedCard[];
}>;

type PaymentCaptured = EntryOf<"payment-captured">;
type Claim = Readonly<{
  saleId: string;
  amountMinor: number;
  lines: readonly RefundedLine[];
  sign: 1 | -1;
}>;

export type { EntriesOf } from "./refunded-cards.ts";

function openRows(db: Database) {
  return {
    selectSale: db
      .prepare<[string], number>("SELECT refunded_minor FROM refunded_sale WHERE sale_id = ?")
      .pluck(),
    selectLines: db.prepare<[string], RefundedLine>(
      `SELECT line_id AS lineId, quantity, amount_minor AS amountMinor FROM refunded_line
       WHERE sale_id = ? AND (quantity > 0 OR amount_minor > 0)`,
    ),
    insertSale: db.prepare<[string, number]>("INSERT INTO refunded_sale VALUES (?, ?, 0)"),
    insertLine: db.prepare<[string, string, number, number]>(
      "INSERT INTO refunded_line VALUES (?, ?, ?, ?, 0, 0)",
    ),
    addToSale: db.prepare<[number, string]>(
      "UPDATE refunded_sale SET refunded_minor = refunded_minor + ? WHERE sale_id = ?",
    ),
    addToPaid: db.prepare<[number, string]>(
      "UPDATE refunded_sale SET paid_minor = paid_minor + ? WHERE sale_id = ?",
    ),
    addToLine: db.prepare<[number, number, string, string]>(
      `UPDATE refunded_line SET quantity = quantity + ?, amount_minor = amount_minor + ?
       WHERE sale_id = ? AND line_id = ?`,
    ),
  };
}

/**
 * Keeps what went back of each sale. The database itself refuses more than was sold (CHECK), also
 * where two refunds are on their way at once: a refund claims its amount when it starts.
 */
export function openRefunded(db: Database, entriesOf: EntriesOf) {
  const rows = openRows(db);
  const cards = openRefundedCards(db, entriesOf);

  function ensureSale(saleId: string): void {
    if (rows.selectSale.get(saleId) !== undefined) return;
    const sale = entriesOf(saleId).find(isSale)?.entry;
    assert(sale, `a refund of ${saleId}, which this book has not sold`);
    rows.insertSale.run(saleId, paidMinor(sale));
    for (const { lineId, quantity, netMinor, taxMinor } of sale.lines) {
      rows.insertLine.run(saleId, lineId, quantity, netMinor + taxMinor);
    }
  }

  /** What can go back at most has grown. A fact of Stripe's is never refused: without its sale it moves nothing. */
  function addLateTip({ saleId, paymentId, lateTipMinor = 0 }: PaymentCaptured): void {
    if (lateTipMinor === 0 || !cards.isOfSale(saleId, paymentId)) return;
    ensureSale(saleId);
    rows.addToPaid.run(lateTipMinor, saleId);
    cards.addTip(saleId, paymentId, lateTipMinor);
  }

  function claim({ saleId, amountMinor, lines, sign }: Claim): void {
    ensureSale(saleId);
    rows.addToSale.run(sign * amountMinor, saleId);
    for (const { lineId, quantity, amountMinor: minor } of lines) {
      const { changes } = rows.addToLine.run(sign * quantity, sign * minor, saleId, lineId);
      assert(changes === 1, `a refund of ${lineId}, which ${saleId} has not`);
    }
  }

  return {
    /** In the transaction of the entry. */
    apply(entry: LedgerEntry): void {
      if ("isReplaced" in entry && entry.isReplaced) return;
      if (entry.type === "refund-started") {
        claim({ ...entry, lines: entry.lines ?? [], sign: 1 });
        cards.apply(entry);
      } else if (entry.type === "refund-failed") {
        claim({ ...entry, lines: linesOfStarted(entriesOf, entry), sign: -1 });
        cards.apply(entry);
      } else if (entry.type === "payment-captured") {
        addLateTip(entry);
      } else if (entry.type === "payment-voided") {
        claim({ ...entry, lines: [], sign: 1 });
      } else if (entry.type === "refund-paid" && entry.originRegisterId === null) {
        // A sale of another register stands in that register's book; the relay counts for it.
        claim({ ...entry, sign: 1 });
      }
    },
    ofSale: (saleId: string): RefundedSale => ({
      refundedMinor: rows.selectSale.get(saleId) ?? 0,
      lines: rows.selectLines.all(saleId),
      cards: cards.ofSale(saleId),
    }),
  };
}

function isSale(recorded: Readonly<{ entry: LedgerEntry }>): recorded is { entry: SaleCompleted } {
  return recorded.entry.type === "sale-completed";
}

/** Tips go back with their card; cash rounding is reckoned anew when money goes back. */
function paidMinor({ totalMinor, tenders }: SaleCompleted): number {
  return tenders.reduce(
    (sum, tender) => sum + (tender.tender === "card" ? tender.tipMinor : 0),
    totalMinor,
  );
}
