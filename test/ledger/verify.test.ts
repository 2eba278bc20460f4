import Database from "better-sqlite3";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { canonical, chainHash, GENESIS } from "../../ledger/hash-chain.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import { beans, kettle, openWorld, papers } from "../support/world.ts";

/** Three sales, closed; then `tamper` edits the file as somebody with the sqlite3 program would. */
function tampered(tamper: (db: Database.Database) => void) {
  const world = openWorld();
  world.sell(beans);
  world.sell(papers, kettle);
  world.sell(kettle);
  world.register.close();
  const path = join(world.folder, "register.db");
  const db = new Database(path);
  for (const name of db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all()) {
    db.exec(`DROP TRIGGER ${name}`);
  }
  db.pragma("foreign_keys = OFF");
  tamper(db);
  db.close();
  return { world, fault: verifyLedger(openForReading(path)).fault };
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

  it("cannot see a lost tail by the chain alone; the side file does, before the next sale, B31", () => {
    const { world, fault } = tampered((db) => {
      db.exec("DELETE FROM posting WHERE seq = 4; DELETE FROM ledger WHERE seq = 4");
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
