import { openLedgerRows } from "../../ledger/ledger-rows.ts";
import { openProjections } from "../../ledger/projections.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { accounts } from "../../ledger/chart.ts";

/** A ledger without a screen: opens the book of a file and says where it stands. */
const [, , path = ""] = process.argv;
const db = openDatabase(path);
const headSeq = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM ledger").pluck().get();
const [last] = openLedgerRows(db).after((headSeq ?? 0) - 1, 1);
const projections = openProjections(db, () => []);
const drawer = projections.balance(accounts.drawerCash, "EUR");
process.stdout.write(`${JSON.stringify({ head: last?.hash ?? null, drawer })}\n`);
