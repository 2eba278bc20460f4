import type { Migration } from "../../../ledger/storage/migrate.ts";

/**
 * Where each sale stands in the copied books, by its receipt; and what went back of sales or is
 * held, by any register. Whether a claim stands is the state of the reservation of its id.
 */
export const refundClaimTables: Migration = {
  version: 5,
  name: "refund-claims",
  sql: `
    CREATE TABLE sold_sale (
      register_id TEXT NOT NULL,
      sale_id TEXT NOT NULL,
      receipt_count INTEGER NOT NULL,
      seq INTEGER NOT NULL,
      PRIMARY KEY (register_id, sale_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX sold_sale_by_receipt ON sold_sale (receipt_count);
    INSERT INTO sold_sale (register_id, sale_id, receipt_count, seq)
      SELECT register_id, content ->> '$.entry.saleId', content ->> '$.entry.receiptCount', seq
      FROM ledger_copy WHERE content ->> '$.entry.type' = 'sale-completed'
      ON CONFLICT DO NOTHING;

    CREATE TABLE refund_claim (
      reservation_id TEXT PRIMARY KEY REFERENCES reservation (reservation_id),
      origin_register_id TEXT NOT NULL,
      sale_id TEXT NOT NULL,
      lines TEXT NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refund_claim_by_sale ON refund_claim (origin_register_id, sale_id);
    CREATE TRIGGER refund_claim_never_changes BEFORE UPDATE ON refund_claim BEGIN
      SELECT RAISE(ABORT, 'refunds: a claim is never changed');
    END;
  `,
};
