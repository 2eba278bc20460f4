import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase, type Database } from "../ledger/storage/open-database.ts";
import { findBrowser } from "../sandbox/find-browser.ts";
import { bareWriter, rowsOf } from "./support/bare-rows.ts";
import { commitToIndexedDb } from "./support/indexed-db.ts";
import {
  WARM_UP,
  measure,
  median,
  medianRatio,
  printMetric,
  printSkipped,
  runRounds,
  type Measured,
} from "./support/rounds.ts";
import { sampleSale } from "./support/sample-sale.ts";

/**
 * A durable, hash-chained, balanced sale commit with its projections, against a bare loop that
 * writes the same rows computed beforehand (PF1), against appending the same bytes to a file with
 * one fdatasync each, against Chromium's IndexedDB, and in batches (PF3), in sales per second; and
 * without fsync, in sales per second of CPU (PF2).
 */
const SALES = 1_000;
const SALES_WITHOUT_SYNC = 4_000;
const SALES_IN_MEMORY = 4_000;
const SALES_IN_BROWSER = 400;
const BATCH = 100;
const BATCHES = 20;
const ROUNDS = 5;

const modes: Readonly<Record<string, (folder: string) => Measured | Promise<Measured>>> = {
  chained: (folder) => warm(chained, folder, "FULL"),
  bare: (folder) => warm(bare, folder, "FULL"),
  append,
  "chained-off": (folder) => warm(chained, folder, "OFF"),
  "bare-off": (folder) => warm(bare, folder, "OFF"),
  batch,
  "indexed-db": inBrowser,
};

const mode = process.argv[2];
if (process.send !== undefined && mode !== undefined) process.send(await runInFolder(mode));

/** PF1, PF2 and PF3. */
export async function benchCommit(): Promise<void> {
  const browser = await findBrowser(process.env);
  const names = Object.keys(modes).filter((name) => name !== "indexed-db" || browser.isFound);
  const runs = await runRounds(import.meta.filename, names, ROUNDS);
  const of = (name: string) => runs[name] ?? [];
  const syncMs = median(of("append").map(({ p50Ms }) => p50Ms));
  const note = `write+fdatasync p50 ${syncMs.toFixed(3)} ms${syncMs > 1 ? ", slow disk" : ""}`;
  const print = (metric: string, [ours, floor]: [string, string], goal: string) => {
    const rate = metric.startsWith("PF2") ? "perCpuSecond" : "perSecond";
    const rateOf = (name: string) => median(of(name).map((run) => run[rate]));
    printMetric({
      ...{ metric, goal, note, rounds: ROUNDS },
      ours: rateOf(ours),
      floor: rateOf(floor),
      ratio: medianRatio(of(ours), of(floor), rate),
    });
  };
  print("PF1", ["chained", "bare"], ">= 0.85 of the bare loop");
  print("PF1/append", ["chained", "append"], ">= 0.75 of append + fdatasync");
  const perCpu = ">= 0.75 of the bare loop without fsync, per second of CPU";
  print("PF2", ["chained-off", "bare-off"], perCpu);
  if (browser.isFound) {
    print(
      "PF1/indexeddb",
      ["chained", "indexed-db"],
      ">= 3 times IndexedDB, strict, on a fast disk",
    );
  } else printSkipped("PF1/indexeddb", browser.why);
  print("PF3", ["batch", "chained"], ">= 6 times the single-sale rate");
}

async function runInFolder(name: string): Promise<Measured | undefined> {
  const folder = mkdtempSync(join(tmpdir(), "tillside-bench-"));
  try {
    return await modes[name]?.(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function inBrowser(folder: string): Promise<Measured> {
  const browser = await findBrowser(process.env);
  if (!browser.isFound) throw new Error(browser.why);
  return commitToIndexedDb(browser.path, { folder, sales: SALES_IN_BROWSER, warmUp: 100 });
}

type Commit = (index: number) => void;
type Committer = (path: string, sales: number) => Readonly<{ db: Database; commit: Commit }>;

/** A register sells for days: its code is warm, so both ways run in memory first. */
function warm(committer: Committer, folder: string, synchronous: "FULL" | "OFF"): Measured {
  const inMemory = committer(":memory:", SALES_IN_MEMORY);
  for (let index = 0; index < SALES_IN_MEMORY; index += 1) inMemory.commit(index);
  inMemory.db.close();
  const sales = synchronous === "FULL" ? SALES : SALES_WITHOUT_SYNC;
  const { db, commit } = committer(join(folder, "register.db"), sales + WARM_UP);
  db.pragma(`synchronous = ${synchronous}`);
  return measure(sales, commit);
}

function openBook(path: string) {
  const db = openDatabase(path);
  migrate(db, registerMigrations);
  return { db, ledger: openLedger(db, Date.now) };
}

/** What the register does for each sale that is priced and paid. */
function chained(path: string, sales: number) {
  const made = Array.from({ length: sales }, (_, index) => sampleSale(index));
  const { db, ledger } = openBook(path);
  const commit = db.transaction((sale: SaleCompleted) => ledger.append(sale));
  return { db, commit: (index: number) => void commit.immediate(made[index] ?? sampleSale(index)) };
}

/** The same rows, made beforehand in memory, into the same tables and indexes, without triggers. */
function bare(path: string, sales: number) {
  const rows = rowsOf(sales);
  const { db } = openBook(path);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${name}`);
  const commit = db.transaction(bareWriter(db));
  const commitAt: Commit = (index) => {
    const made = rows[index];
    if (made) commit.immediate(made);
  };
  return { db, commit: commitAt };
}

/** As an import or a recovery does: many sales, one commit. */
function batch(folder: string): Measured {
  const { db, ledger } = openBook(join(folder, "register.db"));
  const commit = db.transaction((first: number) => {
    for (let index = first; index < first + BATCH; index += 1) ledger.append(sampleSale(index));
  });
  const warmUp = WARM_UP / BATCH;
  const batches = measure(BATCHES, (index) => commit.immediate(index * BATCH), warmUp);
  return { ...batches, perSecond: batches.perSecond * BATCH };
}

/** No database at all: the bytes of the content, then the disk. */
function append(folder: string): Measured {
  const rows = rowsOf(SALES + WARM_UP);
  const file = openSync(join(folder, "append"), "a");
  const measured = measure(SALES, (index) => {
    writeSync(file, rows[index]?.content ?? "");
    fdatasyncSync(file);
  });
  closeSync(file);
  return measured;
}
