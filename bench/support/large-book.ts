import { statSync } from "node:fs";
import { join } from "node:path";
import { canonical } from "../../ledger/hash-chain.ts";
import { postingsOf } from "../../ledger/postings.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { fillDays } from "./fill-days.ts";
import { sampleSale } from "./sample-sale.ts";

/** One day's sales in a large book. */
const SALES_A_DAY = 2_000;
/** What one sale takes on the disk, with its postings, figures and indexes; measured. */
const SALE_BYTES = 2_200;

/** A book of at least `bytes`, its entries' contents too. */
export function makeLargeBook(folder: string, bytes: number): string {
  const path = join(folder, "register.db");
  const db = openDatabase(path);
  migrate(db, registerMigrations);
  const days = Math.ceil(bytes / SALE_BYTES / SALES_A_DAY);
  if (bytes > 0) {
    db.pragma("synchronous = OFF");
    const entry = sampleSale(0);
    const content = canonical({ seq: 1, atMs: 1, entry, postings: postingsOf(entry) });
    fillDays(db, { days, salesADay: SALES_A_DAY, content });
  }
  db.close();
  return path;
}

export function sizeOf(path: string): number {
  return statSync(path).size;
}
