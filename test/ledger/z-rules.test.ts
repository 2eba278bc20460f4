import { beforeEach, describe, expect, it } from "vitest";
import { GENESIS } from "../../ledger/hash-chain.ts";
import type { Head, LedgerRow } from "../../ledger/ledger.ts";
import { openRestore } from "../../ledger/restore-rows.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { faultOfZReports } from "../../ledger/z-rules.ts";
import { forgedZs, withForgedZ } from "../support/forged-z.ts";
import { seqIn, twoDays } from "../support/two-days.ts";

let rows: readonly LedgerRow[];
beforeEach(() => {
  rows = twoDays();
});

function bookOf(entries: readonly LedgerRow[]) {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const restore = openRestore(db);
  let head: Head = { seq: 0, hash: GENESIS };
  db.transaction(() => {
    for (const row of entries) {
      restore.add(head, row);
      head = row;
    }
  }).immediate();
  return db;
}

describe("faultOfZReports", () => {
  it("has nothing to say of Zs that are what their days make", () => {
    expect(faultOfZReports(bookOf(rows))).toBeUndefined();
  });

  it.each(forgedZs)("P4: finds a Z that says $what in a book that proves itself", (forgedZ) => {
    const untilZ = rows.slice(0, seqIn(rows, "day-closed", forgedZ.nth));
    const db = bookOf(withForgedZ(untilZ, forgedZ));
    expect(verifyLedger(db).fault).toBeUndefined();
    expect(faultOfZReports(db)).toMatch(forgedZ.why);
  });
});
