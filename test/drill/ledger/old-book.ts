import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { openRegister } from "../../../register/register.ts";
import { clerkOf, drillOptions, type Ack } from "./drill-register.ts";

export const FIRST_SCHEMA = 3;

/** A book in the schema that shipped first, with the entries of a day. */
export function oldBook(folder: string): Ack[] {
  const template = join(folder, "template");
  mkdirSync(template);
  const register = openRegister(drillOptions(template));
  const clerk = clerkOf(register);
  for (let sale = 0; sale < 6; sale += 1) clerk.sell();
  register.close();
  const db = openDatabase(join(folder, "register.db"));
  migrate(db, registerMigrations.slice(0, FIRST_SCHEMA));
  db.prepare("ATTACH ? AS template").run(join(template, "register.db"));
  db.exec(`
    BEGIN;
    INSERT INTO posting SELECT * FROM template.posting;
    INSERT INTO ledger SELECT * FROM template.ledger ORDER BY seq;
    COMMIT;
    DETACH template`);
  const acks = db.prepare<[], Ack>("SELECT seq, hash FROM ledger").all();
  db.close();
  return acks;
}
