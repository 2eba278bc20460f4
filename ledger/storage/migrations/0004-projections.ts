import type { Migration } from "../migrate.ts";

/**
 * What follows from the entries, kept in their transaction so that no report has to read them all:
 * `figure` says what an entry adds to a day beside its postings, `day_total` sums both per day,
 * `closed_balance` is each account at the last cut, `open_day` the day that runs. All of it can be
 * made anew from the book. The CHECKs are the last word against giving back more than was sold, and
 * `once` against doing twice what may happen once. A book that has entries already is left without
 * an open day, which says that all this must be made first.
 */
export const projectionsTables: Migration = {
  version: 4,
  name: "projections",
  sql: `
    CREATE TABLE figure (
      seq INTEGER NOT NULL,
      what TEXT NOT NULL,
      currency TEXT NOT NULL,
      count INTEGER NOT NULL,
      minor INTEGER NOT NULL,
      PRIMARY KEY (seq, what, currency)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE open_day (
      one INTEGER PRIMARY KEY CHECK (one = 1),
      day INTEGER NOT NULL CHECK (day > 0),
      first_seq INTEGER NOT NULL CHECK (first_seq > 0)
    ) STRICT;
    INSERT INTO open_day (one, day, first_seq) SELECT 1, 1, 1 WHERE NOT EXISTS (SELECT 1 FROM ledger);

    CREATE TABLE day_total (
      day INTEGER NOT NULL,
      what TEXT NOT NULL,
      currency TEXT NOT NULL,
      count INTEGER NOT NULL,
      minor INTEGER NOT NULL,
      PRIMARY KEY (day, what, currency)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE closed_balance (
      account TEXT NOT NULL,
      currency TEXT NOT NULL,
      minor INTEGER NOT NULL,
      PRIMARY KEY (account, currency)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE refunded_sale (
      sale_id TEXT PRIMARY KEY,
      paid_minor INTEGER NOT NULL,
      refunded_minor INTEGER NOT NULL,
      CONSTRAINT never_more_than_was_paid CHECK (refunded_minor BETWEEN 0 AND paid_minor)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE refunded_line (
      sale_id TEXT NOT NULL REFERENCES refunded_sale (sale_id),
      line_id TEXT NOT NULL,
      sold_quantity INTEGER NOT NULL,
      sold_minor INTEGER NOT NULL,
      quantity INTEGER NOT NULL,
      amount_minor INTEGER NOT NULL,
      PRIMARY KEY (sale_id, line_id),
      CONSTRAINT never_more_pieces_than_sold CHECK (quantity BETWEEN 0 AND sold_quantity),
      CONSTRAINT never_more_than_the_line CHECK (amount_minor BETWEEN 0 AND sold_minor)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE once (
      what TEXT PRIMARY KEY,
      seq INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
  `,
};
