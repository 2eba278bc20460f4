import { assert } from "../contract/assert.ts";
import { openLedger, type Ledger } from "../ledger/ledger.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../ledger/storage/open-database.ts";
import { openStretch } from "../ledger/stretch.ts";
import { openDayBook, type DayBook } from "../register/day/day-book.ts";
import { dayReport } from "../ledger/day/day-report.ts";
import { periodOf } from "../register/day/period.ts";
import { proveSums } from "../register/day/prove-sums.ts";
import { summedReport } from "../ledger/day/summed-report.ts";
import { demoShop } from "../sandbox/demo-shop.ts";
import { fillDays, rangeOfDay } from "./support/fill-days.ts";
import { median, printMetric } from "./support/rounds.ts";
import { sampleSale } from "./support/sample-sale.ts";

/**
 * PF5, a day's report as `day.x-report` makes it: from the rows of its 2,000 sales, in a ledger of a
 * million and in one of ten thousand, against the four bare queries; from what is kept of the day
 * that runs; and what a Z does with its entries. PF6, a year as `day.period` adds it up, against
 * summing the year's rows. Milliseconds of CPU.
 */
const SALES_A_DAY = 2_000;
const YEAR = 365;
const PAST_DAY = 5;
const ROUNDS = 9;
const CALLS = 20;
/** What the two entries at a day's ends are read for; the others are not read. */
const CONTENT = '{"atMs":1,"entry":{"receiptCount":1,"type":"sale-completed"}}';

type Book = Readonly<{ db: Database; ledger: Ledger; day: DayBook }>;

export function benchReports(): void {
  const [big, small] = [openDays(500), openDays(6)];
  const { lastSeq } = rangeOfDay(PAST_DAY, SALES_A_DAY);
  const past = ({ day }: Book) => summedReport(day.sumsAt(lastSeq));
  const running = ({ day, ledger }: Book) => summedReport(day.sumsAt(ledger.head().seq));
  assert(past(big).sales.count === SALES_A_DAY, "not the whole day");
  const bare = bareQueries(big.db);
  const rounds = Array.from({ length: ROUNDS }, () => ({
    big: cpuMs(() => past(big)),
    small: cpuMs(() => past(small)),
    running: cpuMs(() => running(big)),
    bare: cpuMs(bare),
  }));
  const print = printer(rounds);
  print("PF5", ["big", "bare"], {
    goal: "<= 2 times the four bare queries",
    note: "CPU milliseconds, goal <= 10 ms: an X of a past day of 2,000 sales, from its rows",
  });
  print("PF5/size", ["big", "small"], { goal: "<= 1.5 times a ledger of 10,000" });
  print("PF5/running", ["running", "bare"], {
    goal: "<= 10 ms",
    note: "CPU milliseconds: an X of the day that runs, from what is kept of it",
  });
  benchClose();
  benchYear(big);
  small.db.close();
  big.db.close();
}

/** A Z proves the kept sums by the entries, and is folded from the entries. */
function benchClose(): void {
  const book = openBook();
  const { db, ledger, day } = book;
  db.transaction(() => {
    for (let index = 0; index < SALES_A_DAY; index += 1) ledger.append(sampleSale(index));
  }).immediate();
  const contents = db.prepare<[], string>("SELECT content FROM ledger").pluck();
  const log = { info: () => 0, warn: () => 0, error: (message: string) => assert(false, message) };
  const deps = { db, ledger, log, emit: () => undefined, attention: () => [] };
  const rounds = Array.from({ length: ROUNDS }, () => ({
    prove: cpuMs(() => proveSums(deps)),
    fold: cpuMs(() => dayReport(day.cutAt(SALES_A_DAY))),
    parse: cpuMs(() => contents.all().map((content) => JSON.parse(content) as unknown)),
  }));
  const print = printer(rounds);
  print("PF5/fold", ["fold", "parse"], {
    goal: "none",
    note: "CPU milliseconds: what a Z freezes, from 2,000 entries; floor: JSON.parse of the same",
  });
  print("PF5/prove", ["prove", "parse"], {
    goal: "none",
    note: "CPU milliseconds: the kept sums proven by seals and entries, before each close",
  });
  db.close();
}

function benchYear(book: Book): void {
  const stretch = openStretch(book.db);
  const year = {
    firstSeq: rangeOfDay(1, SALES_A_DAY).firstSeq,
    lastSeq: rangeOfDay(YEAR, SALES_A_DAY).lastSeq,
  };
  const rounds = Array.from({ length: ROUNDS }, () => ({
    kept: cpuMs(() => periodOf(book, { fromZ: 1, toZ: YEAR })),
    list: cpuMs(() => book.day.zReports(YEAR, 50)),
    rows: cpuMs(() => stretch.totals(year), 1),
  }));
  const print = printer(rounds);
  print("PF6", ["kept", "rows"], {
    goal: "<= 5 ms",
    note: "CPU milliseconds: a year of 730,000 sales, kept by day; floor: summed from the year's rows",
  });
  print("PF6/z-list", ["list", "rows"], {
    goal: "none",
    note: "CPU milliseconds: 50 Z reports, the newest 135 skipped",
  });
}

function printer<Name extends string>(rounds: readonly Readonly<Record<Name, number>>[]) {
  return (metric: string, [ours, floor]: [Name, Name], words: { goal: string; note?: string }) => {
    printMetric({
      ...{ metric, rounds: rounds.length, ...words },
      ours: median(rounds.map((round) => round[ours])),
      floor: median(rounds.map((round) => round[floor])),
      ratio: median(rounds.map((round) => round[ours] / round[floor])),
    });
  };
}

function openBook(fill: (db: Database) => void = () => undefined): Book {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  fill(db);
  const ledger = openLedger(db, Date.now);
  return { db, ledger, day: openDayBook(db, ledger, demoShop.shop) };
}

function openDays(days: number): Book {
  return openBook((db) => fillDays(db, { days, salesADay: SALES_A_DAY, content: CONTENT }));
}

/** The sums of a Z, asked one by one with nothing around them. */
function bareQueries(db: Database): () => unknown {
  const { firstSeq, lastSeq } = rangeOfDay(PAST_DAY, SALES_A_DAY);
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

/**
 * Milliseconds of this thread's own work, as the mean of some calls: nothing here waits for a disk,
 * other programs do not count, and the system counts a thread's time in steps of some milliseconds.
 */
function cpuMs(act: () => unknown, calls = CALLS): number {
  const before = process.threadCpuUsage();
  for (let call = 0; call < calls; call += 1) act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000 / calls;
}
