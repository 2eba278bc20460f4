import { closeSync, fsyncSync, openSync, renameSync, rmSync } from "node:fs";
import { assert } from "../../contract/assert.ts";
import { TroubleError } from "../../contract/trouble.ts";
import { guarded, type Database } from "./open-database.ts";

/** One step of the schema. Additive only: a shipped step is never edited, dropped or renamed. */
export type Migration = Readonly<{ version: number; name: string; sql: string }>;

/**
 * Brings the database to the newest schema, one transaction a step, so that a crash leaves it old
 * or new, never between. A file that holds data is copied beside itself first. A schema newer than
 * this program is refused by name, untouched.
 */
export function migrate(db: Database, migrations: readonly Migration[]): void {
  migrations.forEach((step, index) => {
    assert(step.version === index + 1, `migration ${step.name} is out of order`);
  });
  guarded(db.name, () => {
    const current = Number(db.pragma("user_version", { simple: true }));
    if (current > migrations.length) {
      throw new TroubleError(
        "database-newer",
        `${db.name} has schema ${current}; this program knows up to ${migrations.length}. ` +
          "Start the newer Tillside; nothing was changed.",
      );
    }
    if (current === migrations.length) return;
    if (current > 0) keepCopy(db, current);
    for (const step of migrations.slice(current)) runStep(db, step);
  });
}

function runStep(db: Database, step: Migration): void {
  db.transaction(() => {
    db.exec(step.sql);
    db.pragma(`user_version = ${step.version}`);
  }).immediate();
}

/**
 * The file as it was, for a way back: read as one consistent state, whoever reads beside us, and on
 * the disk (fsync) before its name says that it is whole. A copy of an earlier try is replaced.
 */
function keepCopy(db: Database, version: number): void {
  if (db.memory) return;
  const target = `${db.name}.schema-${version}`;
  rmSync(`${target}.part`, { force: true });
  db.prepare("VACUUM INTO ?").run(`${target}.part`);
  const file = openSync(`${target}.part`, "r");
  fsyncSync(file);
  closeSync(file);
  renameSync(`${target}.part`, target);
}
