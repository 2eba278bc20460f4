import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase, openForReading } from "../../../ledger/storage/open-database.ts";
import { temporaryFolder } from "../../support/world.ts";

/** What shipped stays as it shipped: a change of schema is another file. */
const frozen: Readonly<Record<string, string>> = {
  ledger: "67702bc6bf7dc305",
  "catalog-and-draft": "aaf80272bba0eb08",
  payments: "d8ac6b03e0733b93",
  "reader-setting": "dd0d46ac12db64c2",
  projections: "0490cd33d5145df0",
  "people-and-day": "1cb4804aeea1ecb4",
  "catalog-search": "2ac191634c291406",
  "copies-and-signing": "9675060e02cb9de5",
  "store-credit": "6295329f5b8fac14",
  "paid-refunds": "2164d9d5b6be2824",
  "setting-versions": "c68eb90436fcd6aa",
  "selling-and-finding": "be181c09cd61a1d2",
  "card-refunds": "b492beb059f9e191",
  "catalog-pending": "31d88ca602c95459",
  "credit-entries": "8c1b3abe98929ae3",
  "whole-report": "ec34d7cbfc8a2ee9",
  exchange: "b3402a70bb649c6c",
  "exchange-given-up": "90714b3f0040f068",
};

const first = { version: 1, name: "first", sql: "CREATE TABLE a (x INTEGER) STRICT" };
const second = { version: 2, name: "second", sql: "CREATE TABLE b (x INTEGER) STRICT" };
const broken = { version: 2, name: "broken", sql: "CREATE TABLE b (x INTEGER); SELECT nothing" };
const userVersion = (db: ReturnType<typeof openDatabase>) =>
  db.pragma("user_version", { simple: true });

describe("migrate", () => {
  it("has not changed a step that shipped", () => {
    const hashes = registerMigrations.map(({ name, sql }) => [
      name,
      createHash("sha256").update(sql).digest("hex").slice(0, 16),
    ]);
    expect(Object.fromEntries(hashes)).toEqual(frozen);
  });

  it("copies a file that holds data before it changes the schema", () => {
    const folder = temporaryFolder();
    const path = join(folder, "till.db");
    const db = openDatabase(path);
    migrate(db, [first]);
    expect(readdirSync(folder).filter((name) => name.includes("schema"))).toEqual([]);
    db.exec("INSERT INTO a VALUES (42)");
    migrate(db, [first, second]);
    const copy = openDatabase(`${path}.schema-1`);
    expect(copy.prepare("SELECT x FROM a").pluck().get()).toBe(42);
    expect(userVersion(copy)).toBe(1);
    expect(userVersion(db)).toBe(2);
    copy.close();
    db.close();
  });

  it("copies one whole state while another process reads, and replaces a copy of an earlier try", () => {
    const path = join(temporaryFolder(), "till.db");
    const db = openDatabase(path);
    migrate(db, [first]);
    db.exec("INSERT INTO a VALUES (1)");
    expect(() => migrate(db, [first, broken])).toThrow("syntax error");
    db.exec("INSERT INTO a VALUES (2)");
    const reader = openForReading(path);
    const rows = reader.prepare("SELECT x FROM a").iterate();
    rows.next();
    migrate(db, [first, second]);
    rows.return?.();
    reader.close();
    const copy = openForReading(`${path}.schema-1`);
    expect(copy.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(copy.prepare("SELECT count(*) FROM a").pluck().get()).toBe(2);
    copy.close();
    db.close();
  });

  it("leaves the old schema when a step fails, never one between, F38", () => {
    const db = openDatabase(":memory:");
    migrate(db, [first]);
    expect(() => migrate(db, [first, broken])).toThrow("syntax error");
    expect(userVersion(db)).toBe(1);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'b'").pluck().get()).toBe(0);
  });

  it("refuses a newer database by name and changes nothing", () => {
    const path = join(temporaryFolder(), "till.db");
    const db = openDatabase(path);
    migrate(db, [first, second]);
    expect(() => migrate(db, [first])).toThrow(expect.objectContaining({ code: "database-newer" }));
    expect(userVersion(db)).toBe(2);
    expect(existsSync(`${path}.schema-2`)).toBe(false);
    db.close();
  });
});
