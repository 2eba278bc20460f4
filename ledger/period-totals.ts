import type { DayTotal } from "./projections.ts";
import type { Database } from "./storage/open-database.ts";

/**
 * The same sums as the kept day totals, reckoned anew from the rows of the entries in the range:
 * what a Z is proven by, and any stretch of the book can be asked. One pass over each table, by its
 * key.
 */
export function periodTotals(
  db: Database,
  range: Readonly<{ firstSeq: number; lastSeq: number }>,
): readonly DayTotal[] {
  return db
    .prepare<typeof range, DayTotal>(
      `SELECT account AS what, currency, count(*) AS count, sum(minor) AS minor FROM posting
       WHERE seq BETWEEN :firstSeq AND :lastSeq GROUP BY account, currency
       UNION ALL
       SELECT what, currency, sum(count), sum(minor) FROM figure
       WHERE seq BETWEEN :firstSeq AND :lastSeq GROUP BY what, currency`,
    )
    .all(range);
}
