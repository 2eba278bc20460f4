import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger } from "../ledger/ledger.ts";
import type { SaleCompleted } from "../ledger/ledger-entry.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase } from "../ledger/storage/open-database.ts";
import { bareWriter, rowsOf } from "./support/bare-rows.ts";
import {
  WARM_UP,
  measure,
  median,
  medianRatio,
  printMetric,
  runRounds,
  type Measured,
} from "./support/rounds.ts";
import { sampleSale } from "./support/sample-sale.ts";

/**
 * A durable, hash-chained, balanced sale commit with its projections, against a bare loop that
 * writes the same rows computed beforehand (PF1), against appending the same bytes to a file with
 * one fdatasync each, without fsync at all (PF2), and in batches (PF3). Rates are sales per second.
 */
const SALES = 1_000;
const SALES_WITHOUT_SYNC = 4_000;
const BATCH = 100;
const BATCHES = 20;
const ROUNDS = 5;

const modes: Readonly<Record<string, (folder: string) => Measured>> = {
  chained: (folder) => chained(folder, "FULL", SALES),
  bare: (folder) => bare(folder, "FULL", SALES),
  append,
  "chained-off": (folder) => chained(folder, "OFF", SALES_WITHOUT_SYNC),
  "bare-off": (folder) => bare(folder, "OFF", SALES_WITHOUT_SYNC),
  batch,
};

const mode = process.argv[2];
if (process.send !== undefined && mode !== undefined) process.send(runInFolder(mode));

/** PF1, PF2 and PF3. */
export async function benchCommit(): Promise<void> {
  const runs = await runRounds(import.meta.filename, Object.keys(modes), ROUNDS);
  const of = (name: string) => runs[name] ?? [];
  const perSecond = (name: string) => median(of(name).map((run) => run.perSecond));
  const syncMs = median(of("append").map(({ p50Ms }) => p50Ms));
  const note = `write+fdatasync p50 ${syncMs.toFixed(3)} ms${syncMs > 1 ? ", slow disk" : ""}`;
  const print = (metric: string, [ours, floor]: [string, string], goal: string) =>
    printMetric({
      ...{ metric, goal, note, rounds: ROUNDS },
      ours: perSecond(ours),
      floor: perSecond(floor),
      ratio: medianRatio(of(ours), of(floor)),
    });
  print("PF1", ["chained", "bare"], ">= 0.85 of the bare loop");
  print("PF1/append", ["chained", "append"], ">= 0.75 of append + fdatasync");
  print("PF2", ["chained-off", "bare-off"], ">= 0.75 of the bare loop without fsync");
  print("PF3", ["batch", "chained"], ">= 6 times the single-sale rate");
}

function runInFolder(name: string): Measured | undefined {
  const folder = mkdtempSync(join(tmpdir(), "tillside-bench-"));
  try {
    return modes[name]?.(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

type Synchronous = "FULL" | "OFF";

function openBook(folder: string, synchronous: Synchronous) {
  const db = openDatabase(join(folder, "register.db"));
  migrate(db, registerMigrations);
  db.pragma(`synchronous = ${synchronous}`);
  return { db, ledger: openLedger(db, Date.now) };
}

/** What the register does for each sale that is priced and paid. */
function chained(folder: string, synchronous: Synchronous, sales: number): Measured {
  const made = Array.from({ length: sales + WARM_UP }, (_, index) => sampleSale(index));
  const { db, ledger } = openBook(folder, synchronous);
  const commit = db.transaction((sale: SaleCompleted) => ledger.append(sale));
  return measure(sales, (index) => {
    const sale = made[index];
    if (sale) commit.immediate(sale);
  });
}

/** The same rows, made beforehand in memory, into the same tables and indexes, without triggers. */
function bare(folder: string, synchronous: Synchronous, sales: number): Measured {
  const rows = rowsOf(sales + WARM_UP);
  const { db } = openBook(folder, synchronous);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${name}`);
  const write = bareWriter(db);
  const commit = db.transaction(write);
  return measure(sales, (index) => {
    const made = rows[index];
    if (made) commit.immediate(made);
  });
}

/** As an import or a recovery does: many sales, one commit. */
function batch(folder: string): Measured {
  const { db, ledger } = openBook(folder, "FULL");
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
