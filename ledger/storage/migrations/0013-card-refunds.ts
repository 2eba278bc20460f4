import type { Migration } from "../migrate.ts";

/**
 * What went back to each card, and what needs a person. Cards are counted, so that parts of one charge never exceed it, whatever its sale has
 * left: the CHECKs are the last word. A book that has refunds to cards already is left without an open
 * day, so that all that follows from its entries is made anew at the next start.
 */
export const cardRefundTables: Migration = {
  version: 13,
  name: "card-refunds",
  sql: `
    CREATE TABLE refunded_card (
      payment_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL REFERENCES refunded_sale (sale_id),
      paid_minor INTEGER NOT NULL,
      paid_tip_minor INTEGER NOT NULL,
      refunded_minor INTEGER NOT NULL,
      refunded_tip_minor INTEGER NOT NULL,
      CONSTRAINT never_more_than_the_charge CHECK (refunded_minor BETWEEN 0 AND paid_minor),
      CONSTRAINT never_more_than_the_tip CHECK (refunded_tip_minor BETWEEN 0 AND paid_tip_minor)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX refunded_card_by_sale ON refunded_card (sale_id);
    CREATE INDEX refund_failed ON refund (refund_id) WHERE state = 'failed';
    CREATE INDEX payment_attention ON payment (payment_id)
      WHERE content ->> '$.attention' IS NOT NULL;
    DELETE FROM open_day WHERE EXISTS (SELECT 1 FROM ledger WHERE type = 'refund-started');
  `,
};
