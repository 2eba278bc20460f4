import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLedger, type LedgerRow } from "../ledger/ledger.ts";
import { subjectOf } from "../ledger/ledger-entry.ts";
import { postingsOf } from "../ledger/postings.ts";
import { registerMigrations } from "../ledger/storage/migrations/migrations.ts";
import { migrate } from "../ledger/storage/migrate.ts";
import { openDatabase } from "../ledger/storage/open-database.ts";
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
 * `npm run bench:ledger`: PF1, a durable, hash-chained, balanced sale commit, against a bare loop
 * that inserts the same rows computed beforehand, and against appending the same bytes to a file
 * with one fdatasync each. JSON lines on stdout; `ours` and `floor` are sales per second.
 */
const SALES = 1_000;
const ROUNDS = 5;
const modes = ["chained", "bare", "append"] as const;

const mode = process.argv[2];
if (mode === undefined) await main();
else process.send?.(runInFolder(mode));

async function main(): Promise<void> {
  const { chained, bare, append } = await runRounds(import.meta.filename, modes, ROUNDS);
  const perSecond = (runs: readonly Measured[]) => median(runs.map((run) => run.perSecond));
  const ours = perSecond(chained);
  const syncMs = median(append.map(({ p50Ms }) => p50Ms));
  const note = `write+fdatasync p50 ${syncMs.toFixed(3)} ms${syncMs > 1 ? ", slow disk" : ""}`;
  printMetric({
    metric: "PF1",
    ours,
    floor: perSecond(bare),
    ratio: medianRatio(chained, bare),
    goal: ">= 0.85 of the bare loop",
    rounds: ROUNDS,
    note,
  });
  printMetric({
    metric: "PF1/append",
    ours,
    floor: perSecond(append),
    ratio: medianRatio(chained, append),
    goal: ">= 0.75 of append + fdatasync",
    rounds: ROUNDS,
    note,
  });
}

function runInFolder(mode: string): Measured {
  const folder = mkdtempSync(join(tmpdir(), "tillside-bench-"));
  try {
    if (mode === "chained") return chained(folder);
    return mode === "bare" ? bare(folder) : append(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function openBook(folder: string) {
  const db = openDatabase(join(folder, "register.db"));
  migrate(db, registerMigrations);
  return { db, ledger: openLedger(db, Date.now) };
}

/** What the register does for each sale. */
function chained(folder: string): Measured {
  const { db, ledger } = openBook(folder);
  const commit = db.transaction((index: number) => ledger.append(sampleSale(index)));
  return measure(SALES, (index) => commit.immediate(index));
}

/** The same rows, made beforehand in memory, into the same tables and indexes, without triggers. */
function bare(folder: string): Measured {
  const rows = rowsMadeBefore();
  const { db } = openBook(folder);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'");
  for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${name}`);
  const insertEntry = db.prepare(
    "INSERT INTO ledger (seq, type, subject, content, hash) VALUES (?, ?, ?, ?, ?)",
  );
  const insertPosting = db.prepare("INSERT INTO posting VALUES (?, ?, ?, ?, ?)");
  const commit = db.transaction(({ row, subject, postings }: (typeof rows)[number]) => {
    postings.forEach(({ account, currency, minor }, line) => {
      insertPosting.run(...[row.seq, line, account, currency, minor]);
    });
    insertEntry.run(...[row.seq, "sale-completed", subject, row.content, row.hash]);
  });
  return measure(SALES, (index) => {
    const made = rows[index];
    if (made) commit.immediate(made);
  });
}

function rowsMadeBefore() {
  const db = openDatabase(":memory:");
  migrate(db, registerMigrations);
  const ledger = openLedger(db, Date.now);
  const select = db.prepare<[number], LedgerRow>(
    "SELECT seq, content, hash FROM ledger WHERE seq = ?",
  );
  return Array.from({ length: SALES + WARM_UP }, (_, index) => {
    const sale = sampleSale(index);
    db.transaction(() => ledger.append(sale)).immediate();
    const row = select.get(index + 1) ?? { seq: 0, content: "", hash: "" };
    return { row, subject: subjectOf(sale), postings: postingsOf(sale) };
  });
}

/** No database at all: the bytes of the content, then the disk. */
function append(folder: string): Measured {
  const rows = rowsMadeBefore();
  const file = openSync(join(folder, "append"), "a");
  const measured = measure(SALES, (index) => {
    writeSync(file, rows[index]?.row.content ?? "");
    fdatasyncSync(file);
  });
  closeSync(file);
  return measured;
}
