import Database from "better-sqlite3";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { holdFolder, openDatabase } from "../../../ledger/storage/open-database.ts";
import { temporaryFolder } from "../../support/world.ts";

const withCode = (code: string) => expect.objectContaining({ code }) as unknown as Error;

describe("openDatabase", () => {
  it("writes ahead and syncs fully, because a till must survive a pulled plug", () => {
    const db = openDatabase(join(temporaryFolder(), "till.db"));
    expect(db.pragma("journal_mode", { simple: true })).toBe("wal");
    expect(db.pragma("synchronous", { simple: true })).toBe(2);
    expect(db.pragma("foreign_keys", { simple: true })).toBe(1);
    db.close();
  });

  it("refuses a file that is no database and leaves it as it was", () => {
    const path = join(temporaryFolder(), "till.db");
    writeFileSync(path, "this is not a database, but it may be somebody's letter ".repeat(20));
    const before = readFileSync(path);
    expect(() => openDatabase(path)).toThrow(withCode("database-corrupt"));
    expect(readFileSync(path)).toEqual(before);
  });

  it("refuses another program's database", () => {
    const path = join(temporaryFolder(), "till.db");
    const other = new Database(path);
    other.exec("CREATE TABLE songs (name TEXT)");
    other.close();
    expect(() => openDatabase(path)).toThrow(withCode("database-corrupt"));
  });

  it("names a folder where a file must be", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "till.db"));
    expect(() => openDatabase(join(folder, "till.db"))).toThrow(withCode("folder-not-writable"));
  });
});

describe("holdFolder", () => {
  it("lets one register at a time have a folder, F13", () => {
    const path = join(temporaryFolder(), "lock");
    const release = holdFolder(path);
    expect(() => holdFolder(path)).toThrow(withCode("folder-in-use"));
    release();
    holdFolder(path)();
  });
});
