import { RefundElsewhere, type LinePart } from "../../contract/refund-protocol.ts";
import { LedgerEntry, type RefundPaid, type RefundStarted } from "../../ledger/ledger-entry.ts";
import { assert } from "../../contract/assert.ts";
import type { Database } from "../../ledger/storage/open-database.ts";

/** Money that goes back, as the entry it will be: handed over at the till, or asked of Stripe. */
export type PlannedRefund = RefundPaid | RefundStarted;

export type PaidRefundRows = ReturnType<typeof openPaidRefundRows>;

/** Refunds that wait for the relay, as the entries they would be; and what others give back. */
export function openPaidRefundRows(db: Database) {
  const selectAll = db.prepare<[], string>("SELECT content FROM refund_request ORDER BY rowid");
  const selectOne = db.prepare<[string], string>(
    "SELECT content FROM refund_request WHERE refund_id = ?",
  );
  const selectOfSale = db.prepare<[string], string>(
    "SELECT content FROM refund_request WHERE sale_id = ?",
  );
  const insert = db.prepare(
    "INSERT INTO refund_request (refund_id, sale_id, content) VALUES (?, ?, ?)",
  );
  const remove = db.prepare("DELETE FROM refund_request WHERE refund_id = ?");
  const selectLines = db.prepare<[string], string>(
    "SELECT lines FROM refund_elsewhere WHERE sale_id = ? ORDER BY refund_id",
  );
  const insertElsewhere = db.prepare(
    `INSERT INTO refund_elsewhere (refund_id, sale_id, lines) VALUES (?, ?, ?)
     ON CONFLICT DO NOTHING`,
  );
  const removeElsewhere = db.prepare("DELETE FROM refund_elsewhere WHERE refund_id = ?");
  const one = (content: string | undefined) =>
    content === undefined ? undefined : requestOf(content);

  return {
    requests: (): readonly PlannedRefund[] => selectAll.pluck().all().map(requestOf),
    byId: (refundId: string) => one(selectOne.pluck().get(refundId)),
    ofSale: (saleId: string) => one(selectOfSale.pluck().get(saleId)),
    add: (request: PlannedRefund): void =>
      void insert.run(request.refundId, request.saleId, JSON.stringify(request)),
    remove: (refundId: string): void => void remove.run(refundId),
    elsewhere: (saleId: string): readonly LinePart[] =>
      selectLines
        .pluck()
        .all(saleId)
        .flatMap((lines) => RefundElsewhere.shape.lines.parse(JSON.parse(lines))),
    keepElsewhere({ refundId, saleId, lines, isReleased }: RefundElsewhere): void {
      if (isReleased) removeElsewhere.run(refundId);
      else insertElsewhere.run(refundId, saleId, JSON.stringify(lines));
    },
  };
}

function requestOf(content: string): PlannedRefund {
  const entry = LedgerEntry.parse(JSON.parse(content));
  const isRefund = entry.type === "refund-paid" || entry.type === "refund-started";
  assert(isRefund, "what waits for the relay is a refund");
  return entry;
}
