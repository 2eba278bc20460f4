import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { beans, kettle, openWorld, papers } from "../support/world.ts";

/** Three sales, closed; then `tamper` edits the file as somebody with the sqlite3 program would. */
function tampered(tamper: (db: Database.Database) => void, guardsComeBack = true) {
  const world = openWorld();
  world.sell(beans);
  world.sell(papers, kettle);
  world.sell(kettle);
  world.register.close();
  const path = join(world.folder, "register.db");
  const db = new Database(path);
  const guards = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )
    .all();
  for (const { name } of guards) db.exec(`DROP TRIGGER ${name}`);
  db.pragma("foreign_keys = OFF");
  tamper(db);
  if (guardsComeBack) for (const { sql } of guards) db.exec(sql);
  db.close();
  return { world, fault: verifyLedger(openForReading(path)).fault };
}

/** Changes one entry and makes every seal from there on anew, as a careful forger would. */
function resealWith(db: Database.Database, seq: number, change: object): void {
  const rows = db
    .prepare<[], { seq: number; content: string }>("SELECT seq, content FROM ledger ORDER BY seq")
    .all();
  let previous = GENESIS;
  for (const row of rows) {
    const content = JSON.parse(row.content) as { entry: object };
    if (row.seq === seq) content.entry = { ...content.entry, ...change };
    const text = canonical(content);
    previous = chainHash(previous, text);
    db.prepare("UPDATE ledger SET content = ?, hash = ? WHERE seq = ?").run(
      text,
      previous,
      row.seq,
    );
  }
}

describe("verifyLedger", () => {
  it("finds nothing in a book that nobody touched, I5", () => {
    expect(tampered(() => 0).fault).toBeUndefined();
  });

  it.each([
    [
      "one amount",
      "UPDATE ledger SET content = replace(content, '2450', '2449') WHERE seq = 2",
      /entry 2: its seal/,
    ],
    ["one row deleted", "DELETE FROM ledger WHERE seq = 2", /entry 3: follows 1/],
    ["one hash", `UPDATE ledger SET hash = '${GENESIS}' WHERE seq = 3`, /entry 3: its seal/],
    [
      "a posting row",
      "UPDATE posting SET minor = minor + 1 WHERE seq = 3 AND line = 0",
      /entry 3: its posting rows/,
    ],
    [
      "a posting row more",
      "INSERT INTO posting VALUES (9, 0, 'assets:drawer:cash', 'EUR', 1)",
      /no entry/,
    ],
  ])("finds %s edited with the sqlite3 program, B31", (_what, sql, fault) => {
    expect(tampered((db) => db.exec(sql)).fault).toMatch(fault);
  });

  it("finds a book whose every seal was made anew over postings that do not follow, B31", () => {
    const { fault } = tampered((db) => {
      let previous = GENESIS;
      const rows = db.prepare<[], { seq: number; content: string }>(
        "SELECT seq, content FROM ledger ORDER BY seq",
      );
      for (const { seq, content } of rows.all()) {
        const changed = JSON.parse(content) as { postings: { minor: number }[] };
        for (const posting of changed.postings) posting.minor *= 2;
        previous = chainHash(previous, canonical(changed));
        db.prepare("UPDATE ledger SET content = ?, hash = ? WHERE seq = ?").run(
          canonical(changed),
          previous,
          seq,
        );
      }
    });
    expect(fault).toMatch(/entry 2: its sealed postings/);
  });

  it.each([
    ["kind", "UPDATE ledger SET type = 'hidden' WHERE seq = 3"],
    ["subject", "UPDATE ledger SET subject = 'sale_other' WHERE seq = 3"],
  ])("finds a row whose %s was changed, by which lists and reports find it, B31", (_what, sql) => {
    expect(tampered((db) => db.exec(sql)).fault).toMatch(/entry 3: its row says another/);
  });

  it("finds that the database's own guards are gone", () => {
    expect(tampered(() => 0, false).fault).toMatch(/guard \w+ is gone/);
  });

  it.each([
    ["a sale without lines", 3, { lines: [] }, /vocabulary/],
    ["an entry whose lines do not make its total", 3, { totalMinor: 1 }, /lines do not make/],
    [
      "cash that is not given less change",
      3,
      { tenders: [{ tender: "cash", amountMinor: 7_090, givenMinor: 9_000, changeMinor: 0 }] },
      /less the change/,
    ],
    ["a receipt number out of order", 4, { receiptCount: 77 }, /receipt 77 follows 2/],
    [
      "a first entry that opens no book",
      1,
      {
        type: "payment-declined",
        paymentId: "pay_1",
        saleId: "sale_1",
        intentId: "pi",
        connection: "c",
        tryNumber: 1,
        chargeId: "ch",
        failureCode: null,
        declineCode: null,
        registerId: undefined,
        registerNumber: undefined,
        currency: undefined,
      },
      /whose book|row says another/,
    ],
  ])("finds %s, though every seal was made anew, B31", (...[, seq, change, fault]) => {
    expect(tampered((db) => resealWith(db, seq, change)).fault).toMatch(fault);
  });

  it("keeps the register from selling on a re-sealed entry that does not add up, B31", () => {
    const { world, fault } = tampered((db) => {
      resealWith(db, 3, {
        roundingMinor: 5,
        tenders: [{ tender: "cash", amountMinor: 7_095, givenMinor: 7_095, changeMinor: 0 }],
        lines: undefined,
      });
    });
    expect(fault).toMatch(/entry 3/);
    expect(() => openWorld({ folder: world.folder })).toThrow(
      expect.objectContaining({ code: "ledger-broken" }),
    );
  });

  it("cannot see a lost tail by the chain alone; the side file does, before the next sale, B31", () => {
    const { world, fault } = tampered((db) => {
      for (const table of ["posting", "figure", "ledger"]) {
        db.exec(`DELETE FROM ${table} WHERE seq = 4`);
      }
    });
    expect(fault).toBeUndefined();
    expect(() => openWorld({ folder: world.folder })).toThrow(
      expect.objectContaining({ code: "ledger-tail-lost" }),
    );
  });

  it("keeps a broken book from selling", () => {
    const { world } = tampered((db) => {
      db.exec("UPDATE posting SET minor = minor + 1 WHERE seq = 3 AND line = 0");
    });
    expect(() => openWorld({ folder: world.folder })).toThrow(
      expect.objectContaining({ code: "ledger-broken" }),
    );
  });
});
