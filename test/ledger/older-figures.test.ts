import { describe, expect, it } from "vitest";
import { openLedger } from "../../ledger/ledger.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { projectionDifferences } from "../../ledger/rebuild.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { sampleSale } from "../support/sample-sale.ts";

/** A book of one sale. */
function soldOnce(): Database {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 0);
  const opened = { type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency: "EUR" };
  db.transaction(() => {
    ledger.append(LedgerEntry.parse(opened));
    ledger.append(sampleSale({ receiptCount: 1, prices: [1_230] }));
  }).immediate();
  return db;
}

/** The same book as schema 15 left it: the tax of a sale was not among its figures then. */
function asSchema15(book: Database): Database {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations.slice(0, 15));
  db.pragma("foreign_keys = OFF");
  for (const table of ["posting", "ledger", "figure"]) {
    for (const row of book.prepare<[], (string | number)[]>(`SELECT * FROM ${table}`).raw().all()) {
      if (table === "figure" && row[1] === "tax:A:2300") continue;
      db.prepare(`INSERT INTO ${table} VALUES (${row.map(() => "?").join()})`).run(...row);
    }
  }
  return db;
}

const figuresIn = (db: Database) => db.prepare("SELECT * FROM figure").raw().all();

describe("the figures of an older book", () => {
  it("are proven by what was kept then, as a backup's are", () => {
    const db = asSchema15(soldOnce());
    expect(verifyLedger(db).fault).toBeUndefined();
    db.exec("UPDATE figure SET minor = 1 WHERE what = 'sales'");
    expect(verifyLedger(db).fault).toMatch(/entry 2: its figures/);
  });

  it("are made whole when it is opened, and none of them may be missing from then on", () => {
    const book = soldOnce();
    const db = asSchema15(book);
    migrate(db, registerMigrations);
    expect(verifyLedger(db).fault).toBeUndefined();
    openLedger(db, () => 0);
    expect(figuresIn(db)).toEqual(figuresIn(book));
    expect(projectionDifferences(db)).toEqual([]);
    db.exec("DELETE FROM figure WHERE what = 'tax:A:2300'");
    expect(verifyLedger(db).fault).toMatch(/entry 2: its figures/);
  });
});
