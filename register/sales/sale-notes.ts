import type { Database } from "../../ledger/storage/open-database.ts";
import type { SaleNote } from "./price-sale.ts";

/** The row of a note on the whole sale. */
const WHOLE = "";

export type SaleNotes = ReturnType<typeof openSaleNotes>;

/** What clerks noted on completed sales. Free words may name people, so they stand outside the book. */
export function openSaleNotes(db: Database) {
  const insert = db.prepare("INSERT INTO sale_note (sale_id, line_id, text) VALUES (?, ?, ?)");
  const select = db.prepare<[string], { lineId: string; text: string }>(
    "SELECT line_id AS lineId, text FROM sale_note WHERE sale_id = ?",
  );
  return {
    keep(saleId: string, notes: readonly SaleNote[]): void {
      for (const { lineId, text } of notes) insert.run(saleId, lineId ?? WHOLE, text);
    },
    ofSale: (saleId: string): readonly Readonly<{ lineId: string | null; text: string }>[] =>
      select.all(saleId).map(({ lineId, text }) => ({ lineId: lineId || null, text })),
  };
}
