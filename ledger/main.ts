import { existsSync } from "node:fs";
import { join } from "node:path";
import { Command, Option } from "commander";
import { money, toDecimal, Currency } from "../contract/money.ts";
import { TroubleError } from "../contract/trouble.ts";
import { addBackupCommands } from "./backup/backup-commands.ts";
import { addCertificateCommand } from "./certificate/certificate-command.ts";
import { addExplainCommand } from "./day/explain-command.ts";
import { addExportCommands } from "./exports/export-commands.ts";
import { recordedOf, type LedgerRow } from "./ledger.ts";
import { openForReading, storageTrouble } from "./storage/open-database.ts";
import { hasKeptSums, projectionDifferences } from "./rebuild.ts";
import { verifyLedger } from "./verify.ts";
import { readWitness } from "./witness.ts";
import { faultOfZReports } from "./z-rules.ts";

/**
 * `npm run ledger -- verify|show|explain|certificate|export|import|backup|backups|verify-backup|restore`. Exit
 * codes: 0 all well, 1 the book is broken, 2 trouble.
 */
type Options = Readonly<{ data: string; json?: true; last: string }>;

const dataOption = new Option("--data <folder>", "the register's folder").default("demo-data");
const jsonOption = new Option("--json", "one JSON object (verify) or one per line (show)");

const program = new Command("ledger").description(
  "Reads a register's ledger. Changes no book that is there.",
);
program
  .command("verify")
  .description("proves the chain, the postings and the witness")
  .addOption(dataOption)
  .addOption(jsonOption)
  .action(verify);
program
  .command("show")
  .description("prints the newest entries with their postings")
  .addOption(dataOption)
  .addOption(jsonOption)
  .option("--last <n>", "how many entries", "20")
  .action(show);
addExplainCommand(program, isoOf);
addExportCommands(program);
addCertificateCommand(program, () => Date.now());
addBackupCommands(program, { now: () => Date.now(), isoOf });

try {
  await program.parseAsync();
} catch (error) {
  const code =
    error instanceof TroubleError ? error.code : (storageTrouble(error) ?? fileCode(error));
  if (code === undefined || !(error instanceof Error)) throw error;
  process.stderr.write(`${code}: ${error.message}\n`);
  process.exitCode = 2;
}

/** What the file system says of a name that was given: there is none, or nobody may write there. */
function fileCode(error: unknown): string | undefined {
  return error instanceof Error && "syscall" in error && "code" in error
    ? String(error.code)
    : undefined;
}

function open(folder: string) {
  const path = join(folder, "register.db");
  if (!existsSync(path)) {
    throw new TroubleError("folder-not-writable", `no register.db in ${folder}; name it by --data`);
  }
  return openForReading(path);
}

function verify({ data, json }: Options): void {
  const db = open(data);
  const startedAt = performance.now();
  const { entries, head, fault } = verifyLedger(db);
  const witnessFault = fault === undefined ? faultByWitness(data, db) : undefined;
  const sumsFault = fault === undefined ? (faultOfZReports(db) ?? faultOfSums(db)) : undefined;
  const elapsedMs = Math.round(performance.now() - startedAt);
  const found = fault ?? witnessFault ?? sumsFault ?? null;
  if (json) {
    const result = { ok: found === null, entries, headSeq: head.seq, headHash: head.hash };
    process.stdout.write(`${JSON.stringify({ ...result, fault: found, elapsedMs })}\n`);
  } else if (found === null) {
    process.stdout.write(`${entries} entries, chain, postings and sums good, head ${head.hash}\n`);
  } else {
    process.stdout.write(`BROKEN: ${found}\n`);
  }
  process.exitCode = found === null ? 0 : 1;
}

/** X reports, periods and limits rest on them. A book of an older schema gets its own at a start. */
function faultOfSums(db: ReturnType<typeof open>): string | undefined {
  if (!hasKeptSums(db)) return undefined;
  const [first] = projectionDifferences(db, "book");
  return first && `the kept sums are not what the entries make: ${first}`;
}

function faultByWitness(folder: string, db: ReturnType<typeof open>): string | undefined {
  const path = join(folder, "witness");
  if (!existsSync(path)) return undefined;
  const seen = readWitness(path);
  if (seen === undefined) return undefined;
  const hash = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  if (hash.get(seen.seq) === seen.hash) return undefined;
  return `the side file has seen entry ${seen.seq} (${seen.hash.slice(0, 12)}), the book has not`;
}

function show({ data, json, last }: Options): void {
  const count = /^\d{1,7}$/.test(last) ? Number(last) : 20;
  const rows = open(data)
    .prepare<[number], LedgerRow>("SELECT seq, content, hash FROM ledger ORDER BY seq DESC LIMIT ?")
    .all(count)
    .reverse();
  for (const row of rows) {
    if (json) process.stdout.write(`${row.content.slice(0, -1)},"hash":"${row.hash}"}\n`);
    else process.stdout.write(`${entryText(row)}\n`);
  }
}

function isoOf(atMs: number): string {
  return new Date(atMs).toISOString();
}

function entryText(row: LedgerRow): string {
  const { seq, atMs, hash, entry, postings } = recordedOf(row);
  const title = `${seq}  ${isoOf(atMs)}  ${entry.type}  ${hash.slice(0, 12)}`;
  const lines = postings.map(({ account, currency, minor }) => {
    const amount = toDecimal(money(minor, Currency.parse(currency)));
    return `    ${account.padEnd(34)} ${amount.padStart(14)} ${currency}`;
  });
  return [title, ...lines].join("\n");
}
