import { existsSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { TroubleError } from "../../contract/trouble.ts";
import type { Head } from "../chain.ts";
import { openForReading } from "../storage/open-database.ts";
import { listBackups } from "./backup-file.ts";
import { makeBackup } from "./make-backup.ts";
import { restoreBackup } from "./restore-backup.ts";
import { verifyBackup } from "./verify-backup.ts";

type BackupOptions = Readonly<{ data: string; out?: string; json?: true }>;
type RestoreOptions = Readonly<{
  data: string;
  from: string;
  register?: string;
  key?: string[];
  head?: Head;
  json?: true;
}>;
/** The host's: the time of now, and how a moment is written. */
type Clock = Readonly<{ now: () => number; isoOf: (atMs: number) => string }>;

/** `backup`, `backups`, `verify-backup` and `restore` of the program `ledger`. */
export function addBackupCommands(program: Command, clock: Clock): void {
  const dataOption = new Option("--data <folder>", "the register's folder").default("demo-data");
  program
    .command("backup")
    .description("copies the book, also while its register sells, and proves the copy")
    .addOption(dataOption)
    .option("--out <folder>", "where to; by default `backups` in the register's folder")
    .option("--json", "one JSON object")
    .action((options: BackupOptions) => runBackup(options, clock.now()));
  program
    .command("backups")
    .description("lists the backups, newest first")
    .addOption(dataOption)
    .option("--out <folder>", "another folder than the register's own")
    .option("--json", "one JSON object a line")
    .action((options: BackupOptions) => runList(options, clock));
  program
    .command("verify-backup")
    .description("proves one backup")
    .requiredOption("--from <file>", "the backup")
    .option("--json", "one JSON object")
    .action(runVerify);
  program
    .command("restore")
    .description("puts a backup in the book's place; what stood there is set aside")
    .requiredOption("--from <file>", "the backup")
    .addOption(dataOption)
    .option("--register <id>", "whose book it must be, where the folder cannot say")
    .option("--key <key...>", "public keys that the relay keeps for it: no other may have signed")
    .option("--head <seq:hash>", "a head that the relay, or another witness, has seen", headOf)
    .option("--json", "one JSON object")
    .action((options: RestoreOptions) => runRestore(options, clock.now()));
}

const folderOf = ({ data, out }: BackupOptions) => out ?? join(data, "backups");

function say(json: true | undefined, result: object, text: string): void {
  process.stdout.write(`${json ? JSON.stringify(result) : text}\n`);
}

async function runBackup(options: BackupOptions, atMs: number): Promise<void> {
  const path = join(options.data, "register.db");
  if (!existsSync(path)) {
    const why = `no register.db in ${options.data}; name it by --data`;
    throw new TroubleError("folder-not-writable", why);
  }
  const db = openForReading(path);
  try {
    const backup = await makeBackup({ db, folder: folderOf(options), atMs });
    say(options.json, backup, `${backup.path}: entries 1 to ${backup.seq}, proven`);
  } finally {
    db.close();
  }
}

function runList(options: BackupOptions, { isoOf }: Clock): void {
  for (const backup of listBackups(folderOf(options))) {
    const made = isoOf(backup.atMs);
    say(options.json, backup, `${made}  ${backup.registerId}  entry ${backup.seq}  ${backup.path}`);
  }
}

function runVerify({ from, json }: Readonly<{ from: string; json?: true }>): void {
  const { registerId, head } = verifyBackup(from);
  const text = `${from}: the book of ${registerId}, entries 1 to ${head.seq}, proven`;
  say(json, { registerId, seq: head.seq, hash: head.hash }, text);
}

/** Throws CommanderError, as every option that is not understood does. */
function headOf(text: string): Head {
  const [, seq = "", hash = ""] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (seq === "") throw new InvalidArgumentError("Say <number>:<hash of 64 hex digits>.");
  return { seq: Number(seq), hash };
}

function runRestore(options: RestoreOptions, atMs: number): void {
  const { data: folder, from: backup, register: registerId, key: keys, head: seen, json } = options;
  const known = { keys, head: seen };
  const restored = restoreBackup({ folder, backup, registerId, atMs, known });
  const { head, witnessed, aside } = restored;
  const missing =
    witnessed === undefined
      ? "Nothing that was witnessed is missing."
      : `The side file has seen entry ${witnessed.seq}: the next start fetches the rest from the relay.`;
  const text = `The book ends at entry ${head.seq}. ${missing}\nWhat stood there: ${aside}`;
  say(json, { seq: head.seq, hash: head.hash, witnessedSeq: witnessed?.seq ?? null, aside }, text);
}
