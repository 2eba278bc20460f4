import { existsSync } from "node:fs";
import { join } from "node:path";
import { Option, type Command } from "commander";
import { TroubleError } from "../contract/trouble.ts";
import type { ChainRow } from "../ledger/chain.ts";
import { exportLedger } from "../ledger/exports/export-ledger.ts";
import { openForReading, type Database } from "../ledger/storage/open-database.ts";
import { verifyOffice } from "./office/verify-office.ts";

type Options = Readonly<{ data: string; json?: true }>;
type Key = Readonly<{
  registerId: string;
  keyId: string;
  publicKey: string;
  toldAtMs: number;
}>;

/**
 * What the relay keeps for strangers: `keys`, and `ledger verify|export` of the office chain. They
 * read the data folder beside a relay that may be running, and change nothing. They end with 0, 1
 * where the book is broken, 2 where it cannot be read.
 */
export function addBookCommands(program: Command, isoOf: (atMs: number) => string): void {
  const data = new Option("--data <folder>", "the relay's data folder").default("demo-data/relay");
  const json = new Option("--json", "JSON: one object, or one a line (keys)");
  program
    .command("keys")
    .description("the public halves of the keys by which registers sign their Z reports")
    .addOption(data)
    .addOption(json)
    .option("--register <id>", "of this register only")
    .action((options: Options & Readonly<{ register?: string }>) => listKeys(options, isoOf));
  const ledger = program.command("ledger").description("the office chain, the relay's own book");
  ledger
    .command("verify")
    .description("proves the office chain from its first entry")
    .addOption(data)
    .addOption(json)
    .action(verify);
  ledger
    .command("export")
    .description("writes the office chain as JSON Lines, which the stand-alone verifier proves")
    .addOption(data)
    .addOption(json)
    .option("--out <file>", "where to", "tillside-office.jsonl")
    .action(writeExport);
}

function open(folder: string): Database {
  const path = join(folder, "relay.db");
  if (!existsSync(path)) {
    throw new TroubleError("folder-not-writable", `no relay.db in ${folder}; name it by --data`);
  }
  return openForReading(path);
}

function listKeys(
  { data, json, register }: Options & Readonly<{ register?: string }>,
  isoOf: (atMs: number) => string,
): void {
  const db = open(data);
  const keys = db
    .prepare<[], Key>(
      `SELECT register_id AS registerId, key_id AS keyId, public_key AS publicKey,
              told_at_ms AS toldAtMs
       FROM device_key ORDER BY register_id, told_at_ms, key_id`,
    )
    .all()
    .filter(({ registerId }) => register === undefined || registerId === register);
  db.close();
  for (const key of keys) {
    const { registerId, keyId, publicKey, toldAtMs } = key;
    const line = json
      ? JSON.stringify(key)
      : `${registerId}  ${keyId}  ${publicKey}  since ${isoOf(toldAtMs)}`;
    process.stdout.write(`${line}\n`);
  }
  if (keys.length === 0) process.stderr.write("no register has told of a key\n");
}

function verify({ data, json }: Options): void {
  const db = open(data);
  const { entries, head, fault } = verifyOffice(db);
  db.close();
  const told = { ok: fault === undefined, entries, headSeq: head.seq, headHash: head.hash };
  const words =
    fault === undefined
      ? `${entries} entries, chain and postings good, head ${head.hash}`
      : `BROKEN: ${fault}`;
  process.stdout.write(`${json ? JSON.stringify({ ...told, fault: fault ?? null }) : words}\n`);
  process.exitCode = fault === undefined ? 0 : 1;
}

function writeExport({ data, json, out }: Options & Readonly<{ out: string }>): void {
  const db = open(data);
  const selectAfter = db.prepare<[number, number], ChainRow>(
    "SELECT seq, content, hash FROM office_entry WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  const headSeq =
    db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM office_entry").pluck().get() ?? 0;
  const rowsAfter = (seq: number, limit: number) => selectAfter.all(seq, limit);
  const order = { rowsAfter, headSeq, format: "json-lines", timeZone: "UTC", path: out } as const;
  // Nobody waits for this process: all its steps at once.
  const job = exportLedger(order);
  while (!job.next().done);
  db.close();
  const words = `${headSeq} entries written to ${out}`;
  const told = json ? JSON.stringify({ ok: true, entries: headSeq, path: out }) : words;
  process.stdout.write(`${told}\n`);
}
