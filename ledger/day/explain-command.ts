import { existsSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { Currency, decimalDigits, exponentOf } from "../../contract/money.ts";
import { TroubleError } from "../../contract/trouble.ts";
import { recordedOf, type LedgerRow } from "../ledger.ts";
import { openForReading, type Database } from "../storage/open-database.ts";
import { openDayCuts } from "./day-cuts.ts";
import { explainFigures, type Explained, type Whose } from "./explain-figure.ts";

type Options = Readonly<{
  data: string;
  z?: number;
  toZ?: number;
  lastSeq?: number;
  json?: true;
}>;

/**
 * `explain` of the program `ledger`. Ends with 0 where the entries make the figure, 1 where they do
 * not, 2 where there is no such figure or the book cannot be read.
 */
export function addExplainCommand(program: Command, isoOf: (atMs: number) => string): void {
  program
    .command("explain <figure...>")
    .description("the entries that make a figure of the day so far, of a Z, or of several")
    .option("--data <folder>", "the register's folder", "demo-data")
    .option("--z <number>", "as this Z says it", numberOf)
    .option("--to-z <number>", "from that Z to this one, added up", numberOf)
    .option("--last-seq <number>", "as an X said it after this entry", numberOf)
    .option("--json", "one JSON object")
    .action((figures: string[], { data, json, ...options }: Options) => {
      const clash = clashOf(options);
      if (clash !== undefined) {
        process.stderr.write(`${clash}\n`);
        process.exitCode = 2;
        return;
      }
      const path = join(data, "register.db");
      if (!existsSync(path)) {
        throw new TroubleError(
          "folder-not-writable",
          `no register.db in ${data}; name it by --data`,
        );
      }
      const db = openForReading(path);
      const cuts = openDayCuts(db, currencyOf(db));
      const whose = whoseOf(options, cuts.headSeq());
      const explained = explainFigures(cuts, whose, figures);
      db.close();
      if ("refusal" in explained) {
        process.stderr.write(`${explained.refusal}: ${explained.detail}\n`);
        process.exitCode = 2;
        return;
      }
      const isSame = explained.value === explained.addsUpTo;
      const told = json ? jsonOf(explained, isSame) : textOf(explained, isSame, isoOf);
      process.stdout.write(`${told}\n`);
      process.exitCode = isSame ? 0 : 1;
    });
}

/** Options that together ask for nothing that there is. */
function clashOf({ z, toZ, lastSeq }: Omit<Options, "data">): string | undefined {
  if (toZ !== undefined && z === undefined) return "--to-z needs --z.";
  if (lastSeq !== undefined && z !== undefined)
    return "--last-seq is of an X, --z of a Z: name one.";
  return undefined;
}

function numberOf(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError("It is no number.");
  return Number(text);
}

function whoseOf({ z, toZ, lastSeq }: Omit<Options, "data">, headSeq: number): Whose {
  if (z === undefined) return { kind: "x", lastSeq: lastSeq ?? headSeq };
  return toZ === undefined ? { kind: "z", zNumber: z } : { kind: "period", fromZ: z, toZ };
}

/** The book's first entry says in what it reckons. */
function currencyOf(db: Database): Currency {
  const row = db
    .prepare<[], LedgerRow>("SELECT seq, content, hash FROM ledger WHERE seq = 1")
    .get();
  const entry = row && recordedOf(row).entry;
  if (entry?.type !== "ledger-opened") {
    throw new TroubleError("ledger-broken", "entry 1 does not say whose book this is");
  }
  return entry.currency;
}

function jsonOf({ shares, ...rest }: Explained, isSame: boolean): string {
  return JSON.stringify({
    isSame,
    ...rest,
    shares: shares.map(({ entry: { seq, atMs, hash, entry }, value }) => {
      return { seq, atMs, hash, type: entry.type, value };
    }),
  });
}

function textOf(explained: Explained, isSame: boolean, isoOf: (atMs: number) => string): string {
  const { unit, currency, value, carried, addsUpTo, shares } = explained;
  const digits = unit === "count" ? 0 : exponentOf(Currency.parse(currency));
  const written = (minor: number) => decimalDigits(minor, digits).padStart(16);
  const rows = shares.map(({ entry: { seq, atMs, entry, hash }, value: share }) => {
    const what = `${String(seq).padStart(8)}  ${isoOf(atMs)}  ${entry.type.padEnd(24)}`;
    return `${what} ${hash.slice(0, 12)} ${written(share)}`;
  });
  const before =
    carried === 0 ? [] : [`${"carried from the Z before".padEnd(73)} ${written(carried)}`];
  const sum = `${`${shares.length} entries make`.padEnd(73)} ${written(addsUpTo)}`;
  const said = isSame ? "as the report says" : `THE REPORT SAYS ${written(value).trim()}`;
  return [...before, ...rows, `${sum}  ${said}`].join("\n");
}
