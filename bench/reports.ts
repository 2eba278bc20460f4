import { openProjections } from "../ledger/projections.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../ledger/storage/open-database.ts";
import { periodTotals } from "../ledger/period-totals.ts";
import { fillDays } from "./support/fill-days.ts";
import { median, printMetric } from "./support/rounds.ts";

/**
 * PF5, a Z's figures from the rows of its 2,000 sales, in a ledger of a million and in one of ten
 * thousand, against the four bare queries; and PF6, a year from the kept day totals, against
 * summing the year's rows. Milliseconds.
 */
const SALES_A_DAY = 2_000;
const YEAR = 365;
const ROUNDS = 9;

export function benchReports(): void {
  const [big, small] = [openDays(500), openDays(5)];
  const fromRows = (db: Database) => periodTotals(db, rangeOfDay(5));
  const bare = bareQueries(big);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    big: elapsedMs(() => fromRows(big)),
    small: elapsedMs(() => fromRows(small)),
    bare: elapsedMs(bare),
  }));
  printMetric({
    ...{ metric: "PF5", goal: "<= 2 times the four bare queries", rounds: ROUNDS },
    ours: median(rounds.map((round) => round.big)),
    floor: median(rounds.map((round) => round.bare)),
    ratio: median(rounds.map((round) => round.big / round.bare)),
    note: "milliseconds, goal <= 10 ms: 2,000 sales in a ledger of 1,000,000",
  });
  printMetric({
    ...{ metric: "PF5/size", goal: "<= 1.5 times a ledger of 10,000", rounds: ROUNDS },
    ours: median(rounds.map((round) => round.big)),
    floor: median(rounds.map((round) => round.small)),
    ratio: median(rounds.map((round) => round.big / round.small)),
  });
  benchYear(big);
  small.close();
  big.close();
}

function benchYear(db: Database): void {
  const projections = openProjections(db, () => []);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    kept: elapsedMs(() => projections.totals(1, YEAR)),
    rows: elapsedMs(() => periodTotals(db, { firstSeq: 1, lastSeq: YEAR * SALES_A_DAY })),
  }));
  printMetric({
    ...{ metric: "PF6", goal: "<= 5 ms", rounds: ROUNDS },
    ours: median(rounds.map((round) => round.kept)),
    floor: median(rounds.map((round) => round.rows)),
    ratio: median(rounds.map((round) => round.kept / round.rows)),
    note: "milliseconds: a year of 730,000 sales, kept by day; floor: summed from the year's rows",
  });
}

function openDays(days: number): Database {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  fillDays(db, days, SALES_A_DAY);
  return db;
}

function rangeOfDay(day: number) {
  return { firstSeq: (day - 1) * SALES_A_DAY + 1, lastSeq: day * SALES_A_DAY };
}

/** The sums of a Z, asked one by one with nothing around them. */
function bareQueries(db: Database): () => unknown {
  const { firstSeq, lastSeq } = rangeOfDay(5);
  const queries = [
    "SELECT account, currency, sum(minor) FROM posting WHERE seq BETWEEN ? AND ? GROUP BY 1, 2",
    `SELECT what, sum(count), sum(minor) FROM figure WHERE seq BETWEEN ? AND ?
     AND what GLOB 'tender:*' GROUP BY what`,
    `SELECT what, sum(minor) FROM figure WHERE seq BETWEEN ? AND ?
     AND what GLOB 'tax-base:*' GROUP BY what`,
    `SELECT what, sum(count), sum(minor) FROM figure WHERE seq BETWEEN ? AND ?
     AND what IN ('sales', 'items') GROUP BY what`,
  ].map((sql) => db.prepare<[number, number]>(sql));
  return () => queries.map((query) => query.all(firstSeq, lastSeq));
}

function elapsedMs(act: () => unknown): number {
  const from = performance.now();
  act();
  return performance.now() - from;
}
