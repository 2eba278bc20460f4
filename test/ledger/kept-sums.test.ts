import { afterEach, describe, expect, it } from "vitest";
import { checkBook, type CheckedBook } from "../../ledger/check-book.ts";
import { projectionDifferences } from "../../ledger/rebuild.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { openShop } from "../support/random-shop.ts";

const opened: Database[] = [];
afterEach(() => opened.splice(0).forEach((db) => db.close()));

/** Two closed days and a third that runs, with refunds to cards and at the till in each. */
function openDays(seed: number) {
  const shop = openShop(seed);
  opened.push(shop.db);
  for (let turn = 0; turn < 60; turn += 1) {
    shop.step();
    if (turn % 25 === 24) shop.close();
  }
  return shop;
}

function check(db: Database, between: () => void = () => undefined): CheckedBook {
  const slices = checkBook(db);
  for (;;) {
    const slice = slices.next();
    if (slice.done) return slice.value;
    between();
  }
}

const tampers = [
  ["a closed day's sum", "UPDATE day_total SET minor = minor + 1 WHERE day = 1 AND what = 'sales'"],
  ["a closed day's count", "UPDATE day_total SET count = 9 WHERE day = 2 AND what = 'items'"],
  ["a row of a closed day, gone", "DELETE FROM day_total WHERE day = 1 AND what GLOB 'tax:*'"],
  ["a row of a closed day too many", "INSERT INTO day_total VALUES (1, 'tips:', 'EUR', 1, 5)"],
  ["the running day's sum", "UPDATE day_total SET minor = 0 WHERE day = 3 AND what = 'sales'"],
  ["a day that is none", "INSERT INTO day_total VALUES (7, 'sales', 'EUR', 1, 5)"],
  ["a carried balance", "UPDATE closed_balance SET minor = minor + 1"],
  ["a carried balance, gone", "DELETE FROM closed_balance WHERE account GLOB 'assets:*'"],
  ["which day runs", "UPDATE open_day SET day = 2"],
  ["where the day began", "UPDATE open_day SET first_seq = 1"],
  ["an id of what is done", "DELETE FROM once WHERE what IN (SELECT what FROM once LIMIT 1)"],
  ["where it was done", "UPDATE once SET seq = seq + 1"],
  ["an id of what nobody did", "INSERT INTO once VALUES ('refund_nobody', 3)"],
  ["what went back", "UPDATE refunded_sale SET refunded_minor = 0"],
  ["what may go back", "UPDATE refunded_sale SET paid_minor = paid_minor + 100"],
  ["a line's pieces", "UPDATE refunded_line SET sold_quantity = sold_quantity + 1"],
  ["a card's part", "UPDATE refunded_card SET paid_minor = paid_minor + 1"],
  [
    "all of what went back",
    "DELETE FROM refunded_card; DELETE FROM refunded_line; DELETE FROM refunded_sale",
  ],
  ["a sale of nobody", "INSERT INTO refunded_sale VALUES ('sale_nobody', 500, 0)"],
] as const;

describe("checkBook, of the kept sums", () => {
  it("finds nothing where they are what the entries make, of any days", () => {
    for (let seed = 1; seed <= 12; seed += 1) {
      expect(check(openDays(seed).db), `seed ${seed}`).toEqual({ fault: undefined, sums: [] });
    }
  });

  it("finds nothing while the register sells on and closes days meanwhile", () => {
    const { db, step, close } = openDays(3);
    let turns = 0;
    const found = check(db, () => {
      turns += 1;
      step();
      if (turns % 9 === 0) close();
    });
    expect(found).toEqual({ fault: undefined, sums: [] });
    expect(turns).toBeGreaterThan(20);
  });

  it.each(tampers)("finds %s, changed beside the book, and mends it, P7", (_what, sql) => {
    const { db } = openDays(5);
    const good = dumpOf(db);
    db.exec(sql);
    expect(projectionDifferences(db).length).toBeGreaterThan(0);
    const { fault, sums } = check(db);
    expect(fault).toBeUndefined();
    expect(sums.length).toBeGreaterThan(0);
    db.transaction(() => sums.forEach(({ mend }) => mend())).immediate();
    expect(projectionDifferences(db)).toEqual([]);
    expect(dumpOf(db)).toEqual(good);
    expect(check(db).sums).toEqual([]);
  });

  it("mends what it found though days were closed and goods came back since", () => {
    for (const [what, sql] of tampers.filter(([, text]) => /UPDATE (day|refunded)/.test(text))) {
      const { db, step, close } = openDays(8);
      db.exec(sql);
      let turns = 0;
      const { sums } = check(db, () => {
        turns += 1;
        step();
        if (turns === 10) close();
      });
      expect(sums.length, what).toBeGreaterThan(0);
      db.transaction(() => sums.forEach(({ mend }) => mend())).immediate();
      expect(projectionDifferences(db), what).toEqual([]);
    }
  });
});

function dumpOf(db: Database) {
  const tables = ["day_total", "closed_balance", "open_day", "once"];
  const refunds = ["refunded_sale", "refunded_line", "refunded_card"];
  return [...tables, ...refunds].map((table) =>
    db.prepare(`SELECT * FROM ${table}`).raw().all().map(String).sort(),
  );
}
