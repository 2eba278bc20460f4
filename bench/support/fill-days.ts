import { figuresOf } from "../../ledger/figures.ts";
import { postingsOf } from "../../ledger/postings.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { sampleSale } from "./sample-sale.ts";

/**
 * Days full of sales, as the rows that reports read, written by SQL alone: a million sales through
 * the ledger would take minutes. The entries' contents are left out; no report reads them.
 */
export function fillDays(db: Database, days: number, salesADay: number): void {
  const sale = sampleSale(0);
  const sales = days * salesADay;
  db.pragma("foreign_keys = OFF");
  const numbers = `WITH RECURSIVE sale (seq) AS
    (SELECT 1 UNION ALL SELECT seq + 1 FROM sale WHERE seq < ${sales})`;
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${name}`);
  db.transaction(() => {
    const postings = JSON.stringify(postingsOf(sale));
    db.prepare(
      `INSERT INTO posting ${numbers}
       SELECT seq, key, value ->> 'account', value ->> 'currency', value ->> 'minor'
       FROM sale CROSS JOIN json_each(?)`,
    ).run(postings);
    const figures = JSON.stringify(figuresOf(sale).toSorted((a, b) => (a.what < b.what ? -1 : 1)));
    db.prepare(
      `INSERT INTO figure ${numbers}
       SELECT seq, value ->> 'what', value ->> 'currency', value ->> 'count', value ->> 'minor'
       FROM sale CROSS JOIN json_each(?)`,
    ).run(figures);
    for (const [table, what, count] of [
      ["posting", "account", "count(*)"],
      ["figure", "what", "sum(count)"],
    ]) {
      db.exec(`INSERT INTO day_total
        SELECT (seq - 1) / ${salesADay} + 1, ${what}, currency, ${count}, sum(minor)
        FROM ${table} GROUP BY 1, 2, 3`);
    }
  }).immediate();
}
