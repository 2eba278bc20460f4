import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { openLedger } from "../../../ledger/ledger.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { beforeEachStep, isWriting, statementsOf } from "../../drill/ledger/each-step.ts";
import { FIRST_SCHEMA, oldBook } from "../../drill/ledger/old-book.ts";
import { violationsIn } from "../../drill/ledger/prove-folder.ts";
import { temporaryFolder } from "../../support/world.ts";

/** The database as a process that is killed here would leave it: its file and its log. */
function copyDatabase(from: string, to: string): void {
  mkdirSync(to);
  for (const file of ["register.db", "register.db-wal"]) {
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
  }
}

/** Migrates an old book and keeps what stands on the disk before every statement that writes. */
function imagesOfMigration() {
  const folder = temporaryFolder();
  const acks = oldBook(folder);
  const db = openDatabase(join(folder, "register.db"));
  const images: { name: string; path: string }[] = [];
  const done = beforeEachStep((step) => {
    if (!isWriting(step)) return;
    const path = join(folder, `image-${step.nth}`);
    copyDatabase(folder, path);
    images.push({ name: step.name, path });
  });
  onTestFinished(done);
  migrate(db, registerMigrations);
  openLedger(db, Date.now);
  done();
  db.close();
  return { images, acks };
}

describe("a migration that is killed", () => {
  it("F38: at any statement of any step leaves a book that the next start makes whole", () => {
    const { images, acks } = imagesOfMigration();
    const steps = registerMigrations.slice(FIRST_SCHEMA);
    const statements = steps.flatMap(({ sql }) => statementsOf(sql));
    expect(images.length).toBeGreaterThanOrEqual(statements.length + 2 * steps.length);
    const faults = images.flatMap(({ name, path }) => {
      const db = openDatabase(join(path, "register.db"));
      const found = Number(db.pragma("user_version", { simple: true }));
      migrate(db, registerMigrations);
      openLedger(db, Date.now);
      db.close();
      const isOldOrNew = found >= FIRST_SCHEMA && found <= registerMigrations.length;
      return [...(isOldOrNew ? [] : [`schema ${found}`]), ...violationsIn(path, acks)].map(
        (fault) => `before ${name}: ${fault}`,
      );
    });
    expect(faults).toEqual([]);
  });
});

describe("statementsOf", () => {
  it("takes a script apart, triggers whole", () => {
    const trigger = "CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT 1; SELECT 2; END;";
    const script = `CREATE TABLE a (x);\n${trigger}\nINSERT INTO a VALUES (1);\n`;
    expect(statementsOf(script).map((sql) => sql.trim())).toEqual([
      ...["CREATE TABLE a (x);", trigger, "INSERT INTO a VALUES (1);"],
    ]);
  });

  it("loses nothing of the schema, and every part stands by itself", () => {
    for (const { sql } of registerMigrations)
      expect(statementsOf(sql).join("")).toBe(sql.trimEnd());
  });
});
