import { describe, expect, it } from "vitest";
import { GENESIS } from "../../ledger/hash-chain.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";

const opened = LedgerEntry.parse({
  type: "ledger-opened",
  registerId: "reg_1",
  registerNumber: 1,
  currency: "EUR",
});

function emptyLedger() {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 1_800_000_000_000);
  const append = () => db.transaction(() => ledger.append(opened)).immediate();
  return { db, ledger, append };
}

describe("openLedger", () => {
  it("numbers entries from 1 without a gap, each sealed over the one before", () => {
    const { ledger, append } = emptyLedger();
    expect(ledger.head()).toEqual({ seq: 0, hash: GENESIS });
    expect([append().seq, append().seq, append().seq]).toEqual([1, 2, 3]);
    expect(new Set([1, 2, 3].map((seq) => ledger.hashAt(seq))).size).toBe(3);
  });

  it("appends only inside the transaction that caused the entry", () => {
    const { ledger } = emptyLedger();
    expect(() => ledger.append(opened)).toThrow("commits together");
  });

  it("leaves nothing when the transaction around it fails", () => {
    const { db, ledger } = emptyLedger();
    const failing = db.transaction(() => {
      ledger.append(opened);
      throw new Error("pulled plug");
    });
    expect(() => failing.immediate()).toThrow("pulled plug");
    expect(ledger.head().seq).toBe(0);
  });

  it.each([
    ["UPDATE ledger SET content = '{}' WHERE seq = 1", "never changed"],
    ["DELETE FROM ledger WHERE seq = 1", "never deleted"],
    ["INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 1", "next number"],
    ["INSERT INTO ledger SELECT seq + 2, type, subject, content, hash FROM ledger", "next number"],
    ["INSERT INTO posting VALUES (1, 0, 'a', 'EUR', 5)", "sealed"],
  ])("is guarded by the database itself: %s", (sql, why) => {
    const { db, append } = emptyLedger();
    append();
    expect(() => db.exec(sql)).toThrow(why);
  });

  it("cannot hold an entry whose postings do not sum to zero in every currency, I4", () => {
    const { db } = emptyLedger();
    const insert = (second: string) =>
      db.transaction(() => {
        db.exec("INSERT INTO posting VALUES (1, 0, 'assets:drawer:cash', 'EUR', 500)");
        db.exec(`INSERT INTO posting VALUES (1, 1, 'income:sales:A', ${second})`);
        db.exec(`INSERT INTO ledger VALUES (1, 't', 's', '{}', '${GENESIS}')`);
      });
    expect(() => insert("'EUR', -499").immediate()).toThrow("do not sum to zero");
    expect(() => insert("'USD', -500").immediate()).toThrow("do not sum to zero");
    expect(() => insert("'EUR', -500").immediate()).not.toThrow();
  });

  it("cannot keep postings without their entry", () => {
    const { db } = emptyLedger();
    const orphan = db.transaction(() =>
      db.exec("INSERT INTO posting VALUES (1, 0, 'assets:drawer:cash', 'EUR', 500)"),
    );
    expect(() => orphan.immediate()).toThrow("FOREIGN KEY");
  });
});
