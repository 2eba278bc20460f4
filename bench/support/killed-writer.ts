import { existsSync } from "node:fs";
import { openLedger } from "../../ledger/ledger.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { sizeOf } from "./large-book.ts";
import { sampleSale } from "./sample-sale.ts";

/** Sells until the log beside the book has so many bytes, then dies as in a power cut. */
const [, , path = "", bytes = "0"] = process.argv;
const db = openDatabase(path);
db.pragma("wal_autocheckpoint = 0");
db.pragma("synchronous = OFF");
const ledger = openLedger(db, Date.now);
const log = `${path}-wal`;
for (let sale = 0; !existsSync(log) || sizeOf(log) < Number(bytes); sale += 20) {
  db.transaction(() => {
    for (let index = sale; index < sale + 20; index += 1) ledger.append(sampleSale(index));
  }).immediate();
}
process.kill(process.pid, "SIGKILL");
