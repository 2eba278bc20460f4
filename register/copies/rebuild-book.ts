import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { TroubleError } from "../../contract/trouble.ts";
import { clearBrokenMark } from "../../ledger/broken-mark.ts";
import { GENESIS } from "../../ledger/hash-chain.ts";
import type { Head, LedgerRow } from "../../ledger/ledger.ts";
import { follows, removeAfter, restoreGuards } from "../../ledger/restore-rows.ts";
import { registerMigrations } from "../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../ledger/storage/migrate.ts";
import { openDatabase, openForReading, type Database } from "../../ledger/storage/open-database.ts";
import { verifyLedger } from "../../ledger/verify.ts";
import type { Logger, RegisterConfig } from "../ports.ts";
import { refillBook, type Page } from "./refill-book.ts";
import { setAside } from "./set-aside.ts";

const WORKING = "register.db.restoring";
const FILES = ["register.db", "register.db-wal", "register.db-shm"];

type Parts = Readonly<{
  folder: string;
  config: RegisterConfig;
  /** The copy, whose every entry goes into the book. */
  page: Page;
  /** Files to start from, best first: each holds more than the book, such as users and products. */
  bases: readonly string[];
  asideName: string;
  log: Logger;
}>;

/**
 * Makes a damaged book anew beside the old one: from the best file that is whole, with every entry
 * that does not prove itself replaced by the copy's. The old files are set aside only when the new
 * one is on the disk.
 */
export async function rebuildBook(parts: Parts): Promise<Head> {
  const { folder, config, page, log } = parts;
  const path = join(folder, WORKING);
  const base = startFrom(parts, path);
  const db = openDatabase(path);
  try {
    migrate(db, registerMigrations);
    restoreGuards(db);
    const kept = await keepGood(db, page);
    const copied = await refillBook({ db, config, from: kept, page });
    const head = await refillBook({ db, config, from: copied, page: tailOf(folder) });
    log.warn("the ledger was restored", { base, kept: kept.seq, copied: copied.seq, ...head });
    proveWhole(db);
    db.pragma("wal_checkpoint(TRUNCATE)");
    db.pragma("journal_mode = DELETE");
    db.close();
    const aside = setAside(folder, parts.asideName, FILES);
    renameSync(path, join(folder, "register.db"));
    clearBrokenMark(folder);
    log.warn("the damaged ledger is kept", { aside });
    return head;
  } finally {
    db.close();
  }
}

function removeWorking(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
}

/** Copies the best base that is whole; where none is, the new file starts empty. */
function startFrom({ folder, bases, log }: Parts, path: string): string {
  for (const base of [join(folder, "register.db"), ...bases]) {
    removeWorking(path);
    if (existsSync(base) && isCopied(base, path, log)) return base;
  }
  removeWorking(path);
  return "nothing";
}

function isCopied(base: string, path: string, log: Logger): boolean {
  try {
    const db = openForReading(base);
    try {
      db.prepare("VACUUM INTO ?").run(path);
    } finally {
      db.close();
    }
    const copy = openForReading(path);
    const verdict = copy.pragma("integrity_check", { simple: true });
    // An empty book, as a start without the relay leaves it, holds less than any backup.
    const hasEntries = copy.prepare("SELECT 1 FROM ledger LIMIT 1").get() !== undefined;
    copy.close();
    return verdict === "ok" && hasEntries;
  } catch (error) {
    // A file that cannot be read to its end is no base; the next one may be.
    log.warn("a damaged file cannot be copied", { base, error: String(error) });
    return false;
  }
}

/** The entries that prove themselves and stand in the copy as well; all after them are taken out. */
async function keepGood(db: Database, page: Page): Promise<Head> {
  const { head } = verifyLedger(db);
  const hashAt = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  const kept = await lastShared(head, (seq) => hashAt.get(seq), page);
  db.transaction(() => removeAfter(db, kept.seq)).immediate();
  return kept;
}

/** The newest entry at or before `head` that the copy holds, too. */
async function lastShared(
  head: Head,
  hashAt: (seq: number) => string | undefined,
  page: Page,
): Promise<Head> {
  const [same] = head.seq === 0 ? [] : await page({ ...head, seq: head.seq - 1 });
  if (head.seq === 0 || same === undefined || same.hash === head.hash) return head;
  let shared: Head = { seq: 0, hash: GENESIS };
  for (;;) {
    const rows = await page(shared);
    if (rows.length === 0) return shared;
    for (const { seq, hash } of rows) {
      if (hashAt(seq) !== hash) return shared;
      shared = { seq, hash };
    }
  }
}

/** Entries of the damaged file that the copy had not got yet and that still prove themselves. */
function tailOf(folder: string): Page {
  const path = join(folder, "register.db");
  return (after) => Promise.resolve(existsSync(path) ? readTail(path, after) : []);
}

function readTail(path: string, after: Head): readonly LedgerRow[] {
  try {
    const db = openForReading(path);
    try {
      return followers(db, after);
    } finally {
      db.close();
    }
  } catch (error) {
    // It ends where it cannot be read any more, or lacks its very tables.
    if (error instanceof Error && "code" in error) return [];
    throw error;
  }
}

function followers(db: Database, after: Head): readonly LedgerRow[] {
  const select = db.prepare<[number], LedgerRow>(
    "SELECT seq, content, hash FROM ledger WHERE seq > ? ORDER BY seq LIMIT 500",
  );
  const rows: LedgerRow[] = [];
  let last = after;
  for (const row of select.all(after.seq)) {
    if (!follows(last, row)) break;
    rows.push(row);
    last = row;
  }
  return rows;
}

function proveWhole(db: Database): void {
  const { fault } = verifyLedger(db);
  const verdict = String(db.pragma("integrity_check", { simple: true }));
  if (fault === undefined && verdict === "ok") return;
  throw new TroubleError("ledger-broken", `restored, and still broken: ${fault ?? verdict}`);
}
