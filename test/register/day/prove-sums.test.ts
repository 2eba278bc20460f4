import { describe, expect, it } from "vitest";
import { openLedger } from "../../../ledger/ledger.ts";
import { LedgerEntry } from "../../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import type { Logger } from "../../../register/ports.ts";
import { proveSums } from "../../../register/day/prove-sums.ts";
import { sampleSale } from "../../support/sample-sale.ts";

function soldOnce() {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, () => 0);
  const opened = LedgerEntry.parse({
    ...{ type: "ledger-opened", registerId: "reg_1", registerNumber: 1, currency: "EUR" },
  });
  db.transaction(() => {
    ledger.append(opened);
    ledger.append(sampleSale({ receiptCount: 1, prices: [2_450] }));
  }).immediate();
  const told: unknown[] = [];
  const log: Logger = { info: () => 0, warn: () => 0, error: (message) => told.push(message) };
  return { db, ledger, log, told };
}

describe("proveSums", () => {
  it("says nothing of sums that are what the entries make", () => {
    const { db, log, told } = soldOnce();
    proveSums({ db, log });
    expect(told).toEqual([]);
  });

  it("logs sums that were changed beside the book, and makes them right before a close, I9", () => {
    const { db, ledger, log, told } = soldOnce();
    db.exec("UPDATE day_total SET minor = minor - 450 WHERE what = 'assets:drawer:cash'");
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(2_000);
    proveSums({ db, log });
    expect(told).toHaveLength(1);
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(2_450);
  });
});
