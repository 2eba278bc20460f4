import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "vite";
import { makeLargeBook, sizeOf } from "./support/large-book.ts";
import { median, printMetric } from "./support/rounds.ts";

/**
 * PF15: from the process's start to its first answer. The ledger without a screen, bundled as a
 * program ships, against a bare Node that only writes; then with a large book, and after a kill
 * that left a long log. The large book's size in megabytes: TILLSIDE_BENCH_BOOK_MB.
 */
const ROUNDS = 15;
const LARGE_BYTES = Number(process.env["TILLSIDE_BENCH_BOOK_MB"] ?? 1_024) * 1024 ** 2;
const LOG_BYTES = 40 * 1024 ** 2;

const root = resolve(import.meta.dirname, "..");

export async function benchStart(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "tillside-start-"));
  try {
    const program = await bundled("bench/support/headless-ledger.ts");
    const books = makeBooks(folder);
    const commands = {
      bare: ["--eval", "process.stdout.write('{}')"],
      empty: [program, books.empty],
      large: [program, books.large],
      killed: [program, books.killed],
    };
    printStarts(await timeStarts(commands, books.prepareKilled), sizeOf(books.large));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Where dependencies are found from, and nothing of it is committed. */
async function bundled(entry: string): Promise<string> {
  const outDir = resolve(root, "out/bench");
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    build: { ssr: entry, outDir, emptyOutDir: true, minify: true },
    ssr: { noExternal: true, external: ["better-sqlite3"] },
  });
  return join(outDir, "headless-ledger.js");
}

function makeBooks(folder: string) {
  const place = (name: string) => {
    mkdirSync(join(folder, name));
    return join(folder, name);
  };
  const empty = makeLargeBook(place("empty"), 0);
  const large = makeLargeBook(place("large"), LARGE_BYTES);
  const left = makeLargeBook(place("left"), 0);
  const writer = resolve(import.meta.dirname, "support/killed-writer.ts");
  spawnSync(process.execPath, [writer, left, String(LOG_BYTES)]);
  const killed = join(place("killed"), "register.db");
  /** What the kill left, anew: an opening folds the log away. */
  const prepareKilled = () => {
    for (const end of ["", "-wal"]) copyFileSync(`${left}${end}`, `${killed}${end}`);
    rmSync(`${killed}-shm`, { force: true });
  };
  return { empty, large, killed, prepareKilled };
}

type Name = "bare" | "empty" | "large" | "killed";
const names: readonly Name[] = ["bare", "empty", "large", "killed"];
type Starts = Readonly<Record<Name, readonly number[]>>;

/** Milliseconds until the first answer, in rounds with the order rotated. */
async function timeStarts(
  commands: Readonly<Record<Name, readonly string[]>>,
  prepareKilled: () => void,
): Promise<Starts> {
  const times: Record<Name, number[]> = { bare: [], empty: [], large: [], killed: [] };
  for (let round = -1; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < names.length; turn += 1) {
      const name = names[(turn + round + 1) % names.length] ?? "bare";
      if (name === "killed") prepareKilled();
      const startedMs = await firstAnswerMs(commands[name]);
      // The first round warms the disk's cache.
      if (round >= 0) times[name].push(startedMs);
    }
  }
  return times;
}

function firstAnswerMs(args: readonly string[]): Promise<number> {
  return new Promise((done, fail) => {
    const startedAt = performance.now();
    let answeredAt = Number.NaN;
    const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => (answeredAt = performance.now()));
    child.on("error", fail);
    child.on("close", () => done(answeredAt - startedAt));
  });
}

type Said = Readonly<{ goal: string; note: string }>;

function printStarts(starts: Starts, largeBytes: number): void {
  const ratio = (ours: Name, floor: Name) =>
    median(starts[ours].map((ms, round) => ms / (starts[floor][round] ?? Number.NaN)));
  const line = (metric: string, [ours, floor]: readonly [Name, Name], said: Said) =>
    printMetric({
      ...{ metric, ...said, rounds: ROUNDS },
      ...{ ours: median(starts[ours]), floor: median(starts[floor]), ratio: ratio(ours, floor) },
    });
  line("PF15", ["empty", "bare"], {
    goal: "<= 1.5 of a bare Node start",
    note: "milliseconds to the first answer; floor: Node that only writes",
  });
  line("PF15/large", ["large", "empty"], {
    goal: "<= 1.1 of an empty book",
    note: `a book of ${Math.round(largeBytes / 1024 ** 2)} MB`,
  });
  const later = median(starts.killed.map((ms, round) => ms - (starts.empty[round] ?? Number.NaN)));
  line("PF15/killed", ["killed", "empty"], {
    goal: "<= 50 ms later",
    note: `${later.toFixed(1)} ms later, with a log of ${LOG_BYTES / 1024 ** 2} MB to recover`,
  });
}
