import { TroubleError } from "../../contract/trouble.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { guarded, openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { relayMigrations } from "./migrations/migrations.ts";
import { sqliteEvents } from "./sqlite-events.ts";
import { sqliteHolds } from "./sqlite-holds.ts";
import { sqliteInstructions } from "./sqlite-instructions.ts";
import { sqliteLeases } from "./sqlite-leases.ts";
import { sqliteLedgerCopies } from "./sqlite-ledger-copies.ts";
import { sqliteMailboxes } from "./sqlite-mailboxes.ts";
import { sqliteOffice } from "./sqlite-office.ts";
import { sqlitePayLinks } from "./sqlite-pay-links.ts";
import { sqlitePayments } from "./sqlite-payments.ts";
import { sqliteReaderRefunds } from "./sqlite-reader-refunds.ts";
import { sqliteRefundClaims } from "./sqlite-refund-claims.ts";
import { sqliteReservations } from "./sqlite-reservations.ts";
import { sqliteStale } from "./sqlite-stale.ts";
import type { Storage, Tx } from "./storage.ts";

/** The relay's storage in one file: WAL, `synchronous = FULL`, one connection, one queue. */
export function openSqliteStorage(path: string): Storage {
  return sqliteStorage(openDatabase(path));
}

/**
 * The same over a database that is open. `uptime` counts the milliseconds of this process; no clock
 * setting moves it.
 */
export function sqliteStorage(db: Database, uptime = () => performance.now()): Storage {
  migrate(db, relayMigrations);
  const tx: Tx = {
    events: sqliteEvents(db),
    stale: sqliteStale(db),
    payments: sqlitePayments(db),
    payLinks: sqlitePayLinks(db),
    instructions: sqliteInstructions(db),
    mailboxes: sqliteMailboxes(db),
    leases: sqliteLeases(db),
    holds: sqliteHolds(db),
    readerRefunds: sqliteReaderRefunds(db),
    ledgerCopies: sqliteLedgerCopies(db),
    reservations: sqliteReservations(db),
    refundClaims: sqliteRefundClaims(db),
    office: sqliteOffice(db, uptime),
  };
  let last: Promise<unknown> = Promise.resolve();

  function transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
    const run = last.then(() => runAlone(db, () => work(tx)));
    // The queue goes on after a failure, which belongs to its caller alone.
    last = run.then(
      () => undefined,
      () => undefined,
    );
    return run;
  }

  async function close(): Promise<void> {
    await last;
    db.close();
  }
  return { transaction, close };
}

async function runAlone<Value>(db: Database, work: () => Promise<Value>): Promise<Value> {
  // A relay that stops still has requests in its hands; whoever sent them keeps the duty to repeat.
  if (!db.open) throw new TroubleError("storage-failed", `${db.name} is closed: the relay stops`);
  guarded(db.name, () => db.exec("BEGIN IMMEDIATE"));
  try {
    const value = await work();
    db.exec("COMMIT");
    return value;
  } catch (error) {
    // A full disk rolls back by itself; what is still open must not stay so.
    if (db.inTransaction) db.exec("ROLLBACK");
    return guarded(db.name, () => {
      throw error;
    });
  }
}
