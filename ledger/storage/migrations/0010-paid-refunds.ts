import type { Migration } from "../migrate.ts";

/**
 * Refunds that are paid at the till. `refund_request` waits for the relay to hold its lines: a row
 * of a crash is let go of at the next start. `refund_elsewhere` is what other registers give back
 * of this one's sales, as the relay mailed it.
 */
export const paidRefundTables: Migration = {
  version: 10,
  name: "paid-refunds",
  sql: `
    CREATE TABLE refund_request (
      refund_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL UNIQUE,
      content TEXT NOT NULL
    ) STRICT;

    CREATE TABLE refund_elsewhere (
      refund_id TEXT PRIMARY KEY,
      sale_id TEXT NOT NULL,
      lines TEXT NOT NULL
    ) STRICT;
    CREATE INDEX refund_elsewhere_by_sale ON refund_elsewhere (sale_id);
  `,
};
