import { describe, expect, it } from "vitest";
import { openLedger, type Ledger } from "../../../ledger/ledger.ts";
import { LedgerEntry } from "../../../ledger/ledger-entry.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { projectionDifferences } from "../../../ledger/rebuild.ts";
import { openDatabase, type Database } from "../../../ledger/storage/open-database.ts";
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
  const deps = { db, ledger, log, emit: () => undefined, attention: () => [] };
  return { db, ledger, deps, told };
}

describe("proveSums", () => {
  it("says nothing of sums that are what the entries make", () => {
    const { deps, told } = soldOnce();
    proveSums(deps);
    expect(told).toEqual([]);
  });

  it("logs sums that were changed beside the book, and makes them right before a close, I9", () => {
    const { db, ledger, deps, told } = soldOnce();
    db.exec("UPDATE day_total SET minor = minor - 450 WHERE what = 'assets:drawer:cash'");
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(2_000);
    proveSums(deps);
    expect(told).toHaveLength(1);
    expect(ledger.balance("assets:drawer:cash", "EUR")).toBe(2_450);
  });

  it("leaves a manager's yes to the act that it was given for", () => {
    const { db, ledger, deps } = soldOnce();
    db.exec("UPDATE day_total SET minor = minor - 450 WHERE what = 'assets:drawer:cash'");
    const jump = LedgerEntry.parse({ type: "clock-jumped", lastAtMs: 2, atMs: 1 });
    ledger.accompany(jump);
    proveSums(deps);
    const types = () =>
      db.prepare("SELECT type FROM ledger ORDER BY seq DESC LIMIT 2").pluck().all();
    expect(types()[0]).toBe("sums-rebuilt");
    db.transaction(() => ledger.append(sampleSale({ receiptCount: 2, prices: [100] }))).immediate();
    expect(types()).toEqual(["clock-jumped", "sale-completed"]);
  });

  const refund = (db: Database, ledger: Ledger) =>
    db
      .transaction(() => {
        const lines = [{ lineId: "line_1", quantity: 1, amountMinor: 2_450 }];
        const share = { taxCode: "A", rateBasisPoints: 2_300, netMinor: 1_992, taxMinor: 458 };
        const paid = {
          ...{ type: "refund-paid", refundId: "refund_1", saleId: "sale_1", userId: "user_mia" },
          ...{ originRegisterId: null, reservationId: null, approval: null, reason: "damaged" },
          ...{ currency: "EUR", lines, taxes: [share], amountMinor: 2_450, roundingMinor: 0 },
          to: { tender: "cash" },
        };
        ledger.append(LedgerEntry.parse(paid));
      })
      .immediate();

  it.each([
    ["what went back", "UPDATE refunded_sale SET refunded_minor = 0"],
    ["what may go back", "UPDATE refunded_sale SET paid_minor = 9900"],
    ["a line's part of it", "UPDATE refunded_line SET quantity = 0"],
    ["the whole row", "DELETE FROM refunded_line; DELETE FROM refunded_sale"],
  ])("finds %s of a sale changed beside the book, so that nothing goes back twice", (_, sql) => {
    const { db, ledger, deps, told } = soldOnce();
    refund(db, ledger);
    proveSums(deps);
    expect(told).toEqual([]);
    db.exec(sql);
    proveSums(deps);
    expect(told).toHaveLength(1);
    expect(ledger.refundedOf("sale_1")).toMatchObject({ refundedMinor: 2_450 });
    expect(projectionDifferences(db)).toEqual([]);
  });

  it.each([
    ["that is gone", "DELETE FROM once"],
    ["that names another entry", "UPDATE once SET seq = 2"],
    ["that nothing stands for", "INSERT INTO once VALUES ('refund_9', 3)"],
  ])("finds an id of what happens once %s, so that it cannot happen twice", (_, sql) => {
    const { db, ledger, deps, told } = soldOnce();
    refund(db, ledger);
    db.exec(sql);
    proveSums(deps);
    expect(told).toHaveLength(1);
    expect(db.prepare("SELECT what, seq FROM once").all()).toEqual([{ what: "refund_1", seq: 3 }]);
    proveSums(deps);
    expect(told).toHaveLength(1);
  });

  it("finds it of a sale of a closed day, too", () => {
    const { db, ledger, deps, told } = soldOnce();
    refund(db, ledger);
    const { seq, hash } = ledger.head();
    const closed = {
      ...{ type: "day-closed", zNumber: 1, userId: "user_mia", currency: "EUR", firstSeq: 1 },
      ...{ lastSeq: seq, ledgerHash: hash, report: {}, unknownPayments: [], signature: null },
      perpetual: { zCount: 1, receiptCount: 1, refundCount: 1, grossMinor: 0, refundMinor: 0 },
    };
    db.transaction(() => ledger.append(LedgerEntry.parse(closed))).immediate();
    db.exec("UPDATE refunded_sale SET refunded_minor = 0");
    proveSums(deps);
    expect(told).toHaveLength(1);
  });
});
