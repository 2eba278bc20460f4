import { SaleId, UserId } from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import { figuresOf } from "../../ledger/figures.ts";
import { canonical, GENESIS } from "../../ledger/hash-chain.ts";
import { subjectOf, type DayClosed } from "../../ledger/ledger-entry.ts";
import { postingsOf } from "../../ledger/postings.ts";
import { isAccount } from "../../ledger/projections.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { dayReport } from "../../ledger/day/day-report.ts";
import { sampleSale } from "./sample-sale.ts";

const currency = Currency.parse("EUR");

/** Days of so many sales each; `content` is what each sale's entry says. */
export type Filling = Readonly<{ days: number; salesADay: number; content: string }>;

/** The first and last sale of a day, by their numbers; its Z comes after the last. */
export function rangeOfDay(day: number, salesADay: number) {
  const lastSeq = day * (salesADay + 1) - 1;
  return { firstSeq: lastSeq - salesADay + 1, lastSeq };
}

/**
 * Days full of sales, each but the last closed by its Z, as the rows that reports read, written by
 * SQL alone: a million sales through the ledger would take minutes. Their seals are not real ones.
 */
export function fillDays(db: Database, filling: Filling): void {
  db.pragma("foreign_keys = OFF");
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${name}`);
  db.transaction(() => {
    fillSales(db, filling);
    fillTotals(db, filling);
    closeDays(db, filling);
  }).immediate();
}

/** SQL: the numbers of all sales. A Z stands after each day's last. */
function numbersOf({ days, salesADay }: Filling): string {
  return `WITH RECURSIVE counted (sale) AS
      (SELECT 0 UNION ALL SELECT sale + 1 FROM counted WHERE sale + 1 < ${days * salesADay}),
    sale (seq) AS (SELECT 1 + sale + sale / ${salesADay} FROM counted)`;
}

function fillSales(db: Database, filling: Filling): void {
  const sale = sampleSale(0);
  const numbers = numbersOf(filling);
  db.prepare(
    `INSERT INTO posting ${numbers}
     SELECT seq, key, value ->> 'account', value ->> 'currency', value ->> 'minor'
     FROM sale CROSS JOIN json_each(?)`,
  ).run(JSON.stringify(postingsOf(sale)));
  const figures = JSON.stringify(figuresOf(sale).toSorted((a, b) => (a.what < b.what ? -1 : 1)));
  db.prepare(
    `INSERT INTO figure ${numbers}
     SELECT seq, value ->> 'what', value ->> 'currency', value ->> 'count', value ->> 'minor'
     FROM sale CROSS JOIN json_each(?)`,
  ).run(figures);
  db.prepare(
    `INSERT INTO ledger (seq, type, subject, content, hash) ${numbers}
     SELECT seq, 'sale-completed', '${SaleId.parse("sale_bench")}-' || seq, ?, hex(randomblob(32))
     FROM sale`,
  ).run(filling.content);
}

function fillTotals(db: Database, { days, salesADay }: Filling): void {
  for (const [table, what, count] of [
    ["posting", "account", "count(*)"],
    ["figure", "what", "sum(count)"],
  ]) {
    db.exec(`INSERT INTO day_total
      SELECT (seq - 1) / ${salesADay + 1} + 1, ${what}, currency, ${count}, sum(minor)
      FROM ${table} GROUP BY 1, 2, 3`);
  }
  db.exec(`INSERT INTO closed_balance SELECT what, currency, sum(minor) FROM day_total
    WHERE day < ${days} AND ${isAccount("what")} GROUP BY what, currency`);
  db.prepare("INSERT OR REPLACE INTO open_day (one, day, first_seq) VALUES (1, ?, ?)").run(
    days,
    rangeOfDay(days, salesADay).firstSeq,
  );
}

function closeDays(db: Database, { days, salesADay }: Filling): void {
  const insert = db.prepare(
    `INSERT INTO ledger (seq, type, subject, content, hash)
     VALUES (?, ?, ?, ?, hex(randomblob(32)))`,
  );
  for (let zNumber = 1; zNumber < days; zNumber += 1) {
    const range = rangeOfDay(zNumber, salesADay);
    const seq = range.lastSeq + 1;
    const entry = zOf(zNumber, range);
    const content = canonical({ seq, atMs: seq, entry, postings: [] });
    insert.run(seq, entry.type, subjectOf(entry), content);
  }
}

/** As long as a real one; nobody reads its figures. */
function zOf(zNumber: number, range: ReturnType<typeof rangeOfDay>): DayClosed {
  const cut = { currency, ...range, headHash: GENESIS, openingMinor: 0, entries: [] };
  const sums = { receiptCount: 0, refundCount: 0, grossMinor: 0, refundMinor: 0 };
  return {
    type: "day-closed",
    ...{ zNumber, userId: UserId.parse("user_bench"), currency, ...range, ledgerHash: GENESIS },
    ...{ report: { ...dayReport(cut) }, perpetual: { zCount: zNumber, ...sums } },
    ...{ unknownPayments: [], signature: null },
  };
}
