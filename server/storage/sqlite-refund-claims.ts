import type { z } from "zod";
import { RefundElsewhere } from "../../contract/refund-protocol.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { RefundClaimRow, RefundClaimRows, SoldRow } from "./storage.ts";

const Lines: z.ZodType<RefundClaimRow["lines"]> = RefundElsewhere.shape.lines;

type ClaimRow = Omit<RefundClaimRow, "lines"> & Readonly<{ lines: string }>;

const sold = `SELECT s.register_id AS registerId, s.sale_id AS saleId, c.content, o.content AS opened
  FROM sold_sale s
  JOIN ledger_copy c ON c.register_id = s.register_id AND c.seq = s.seq
  JOIN ledger_copy o ON o.register_id = s.register_id AND o.seq = 1`;
const claims = `SELECT f.reservation_id AS reservationId, f.origin_register_id AS originRegisterId,
  f.sale_id AS saleId, f.lines FROM refund_claim f`;

export function sqliteRefundClaims(db: Database): RefundClaimRows {
  const insertSale = db.prepare(
    `INSERT INTO sold_sale (register_id, sale_id, receipt_count, seq)
     VALUES (:registerId, :saleId, :receiptCount, :seq) ON CONFLICT DO NOTHING`,
  );
  const selectSale = db.prepare<[string, string], SoldRow>(
    `${sold} WHERE s.register_id = ? AND s.sale_id = ?`,
  );
  const selectSales = db.prepare<[number], SoldRow>(`${sold} WHERE s.receipt_count = ?`);
  const insert = db.prepare(
    `INSERT INTO refund_claim (reservation_id, origin_register_id, sale_id, lines)
     VALUES (:reservationId, :originRegisterId, :saleId, :lines) ON CONFLICT DO NOTHING`,
  );
  const selectOne = db.prepare<[string], ClaimRow>(`${claims} WHERE f.reservation_id = ?`);
  const selectStanding = db.prepare<[string, string], ClaimRow>(
    `${claims} JOIN reservation r ON r.reservation_id = f.reservation_id
     WHERE f.origin_register_id = ? AND f.sale_id = ? AND r.state <> 'released'`,
  );

  return {
    insertSale: (place) => {
      insertSale.run(place);
      return Promise.resolve();
    },
    selectSale: (registerId, saleId) => Promise.resolve(selectSale.get(registerId, saleId)),
    selectSales: (receiptCount) => Promise.resolve(selectSales.all(receiptCount)),
    insert: (claim) => {
      const { changes } = insert.run({ ...claim, lines: JSON.stringify(claim.lines) });
      return Promise.resolve(changes > 0);
    },
    select: (reservationId) => {
      const row = selectOne.get(reservationId);
      return Promise.resolve(row === undefined ? undefined : claimOf(row));
    },
    selectStanding: (originRegisterId, saleId) =>
      Promise.resolve(selectStanding.all(originRegisterId, saleId).map(claimOf)),
  };
}

function claimOf(row: ClaimRow): RefundClaimRow {
  return { ...row, lines: Lines.parse(JSON.parse(row.lines)) };
}
