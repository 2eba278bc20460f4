import { accessSync, existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { TroubleError } from "../../contract/trouble.ts";
import { openLedgerRows } from "../ledger-rows.ts";
import { makeFolder } from "../storage/make-folder.ts";
import { registerMigrations } from "../storage/migrations/migrations.ts";
import { migrate } from "../storage/migrate.ts";
import { openDatabase, openForReading, type Database } from "../storage/open-database.ts";
import { verifyLedger } from "../verify.ts";
import { exportLedger, ledgerFormats, type LedgerFormat } from "./export-ledger.ts";
import { importLedger } from "./import-ledger.ts";
import { readLines } from "./read-lines.ts";
import { signedBy, type SignedBy } from "./signed-by.ts";

type ExportOptions = Readonly<{
  data: string;
  format: LedgerFormat;
  out?: string;
  timeZone: string;
  json?: true;
}>;
type ImportOptions = Readonly<{ data: string; from: string; json?: true }>;

/** A break by Ctrl-C ends with the number that shells know for it. */
const CANCELLED = 130;

/** `export` and `import` of the program `ledger`. Both end with 0, 1 for a bad file, 2 for trouble. */
export function addExportCommands(program: Command): void {
  const dataOption = new Option("--data <folder>", "the register's folder").default("demo-data");
  const formats = Object.keys(ledgerFormats);
  program
    .command("export")
    .description("writes all entries as one file; nothing is changed")
    .addOption(dataOption)
    .addOption(new Option("--format <format>", "how").choices(formats).makeOptionMandatory())
    .option("--out <file>", "where to; by default a name in this folder")
    .option("--time-zone <zone>", "the zone of dates, such as Europe/Dublin", zoneOf, "UTC")
    .option("--json", "one JSON object on the last line")
    .action(runExport);
  program
    .command("import")
    .description("makes a new book of a JSON Lines export and proves it")
    .requiredOption("--from <file>", "the export")
    .requiredOption("--data <folder>", "a folder without a book")
    .option("--json", "one JSON object")
    .action(runImport);
}

function openBook(folder: string): Database {
  const path = join(folder, "register.db");
  if (!existsSync(path)) {
    throw new TroubleError("folder-not-writable", `no register.db in ${folder}; name it by --data`);
  }
  return openForReading(path);
}

async function runExport({ data, format, out, timeZone, json }: ExportOptions): Promise<void> {
  const db = openBook(data);
  const rows = openLedgerRows(db);
  const headSeq = headSeqOf(db);
  const path = out ?? `tillside-${headSeq}.${ledgerFormats[format].ending}`;
  const order = { rowsAfter: rows.after, headSeq, format, timeZone, path };
  const isWhole = await drive(exportLedger(order));
  const signed = signedBy(db, headSeq);
  db.close();
  if (!isWhole) {
    process.exitCode = CANCELLED;
    return;
  }
  const told = { ok: true, entries: headSeq, path, signedBy: signed };
  const words = [`${headSeq} entries written to ${path}`, ...signed.map(signedWords)].join("\n");
  process.stdout.write(`${json ? JSON.stringify(told) : words}\n`);
}

function signedWords({ keyId, fromZ, toZ }: SignedBy): string {
  const which = fromZ === toZ ? `Z ${fromZ}` : `Z ${fromZ} to ${toZ}`;
  return keyId === null ? `${which}: not signed` : `${which}: signed by key ${keyId}`;
}

function headSeqOf(db: Database): number {
  return db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM ledger").pluck().get() ?? 0;
}

function zoneOf(timeZone: string): string {
  if (timeZone === "UTC" || Intl.supportedValuesOf("timeZone").includes(timeZone)) return timeZone;
  throw new InvalidArgumentError("It is no time zone.");
}

/** Steps with room for signals between them, and the share that is done on a terminal. */
async function drive(job: ReturnType<typeof exportLedger>): Promise<boolean> {
  const breaks = new AbortController();
  const cancel = () => breaks.abort();
  process.once("SIGINT", cancel);
  for (let step = job.next(); !step.done; step = job.next()) {
    const { done, total } = step.value;
    if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total}`);
    await new Promise((resolve) => setImmediate(resolve));
    if (breaks.signal.aborted) job.return();
  }
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  process.off("SIGINT", cancel);
  return !breaks.signal.aborted;
}

/** The book gets its name once it is whole and proven. */
function runImport({ data, from, json }: ImportOptions): void {
  const path = join(data, "register.db");
  if (existsSync(path)) {
    throw new TroubleError("folder-in-use", `${path} is there already; name an empty folder`);
  }
  accessSync(from);
  makeFolder(data);
  const part = `${path}.part`;
  removeBook(part);
  const fault = importInto(part, from);
  if (fault === undefined) renameSync(part, path);
  removeBook(part);
  const result = { ok: fault === undefined, fault: fault ?? null };
  const words = fault === undefined ? `the book stands in ${path}` : `REFUSED: ${fault}`;
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${words}\n`);
  process.exitCode = fault === undefined ? 0 : 1;
}

function importInto(path: string, from: string): string | undefined {
  const db = openDatabase(path);
  try {
    migrate(db, registerMigrations);
    const { fault } = importLedger(db, readLines(from));
    const isEmpty = headSeqOf(db) === 0;
    const proven = fault ?? (isEmpty ? `${from} has no entry` : verifyLedger(db).fault);
    // One file without a log beside it, so that it can be renamed.
    db.pragma("journal_mode = DELETE");
    return proven;
  } finally {
    db.close();
  }
}

function removeBook(path: string): void {
  for (const suffix of ["", "-wal", "-shm", "-journal"]) rmSync(path + suffix, { force: true });
}
