import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { verifyBackup } from "../../../ledger/backup/verify-backup.ts";
import { openLedger } from "../../../ledger/ledger.ts";
import { registerMigrations } from "../../../ledger/storage/migrations/migrations.ts";
import { migrate } from "../../../ledger/storage/migrate.ts";
import { openDatabase } from "../../../ledger/storage/open-database.ts";
import { createRandom } from "../../support/random.ts";
import { openRegister } from "../../../register/register.ts";
import { clerkOf, drillOptions, type Ack } from "./drill-register.ts";
import { violationsIn } from "./prove-folder.ts";

const FIRST_SCHEMA = 3;
const program = resolve(import.meta.dirname, "selling-main.ts");
const Said = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ ack: z.object({ seq: z.number(), hash: z.string() }) }),
  z.object({ backup: z.string() }),
]);

export const kinds = ["sell", "close", "migrate", "backup"] as const;
export type Kind = (typeof kinds)[number];

export type KillReport = Readonly<{
  cycles: number;
  acks: number;
  /** How often a kill fell into each kind of work. */
  killed: Readonly<Record<Kind, number>>;
  violations: readonly string[];
}>;

type Told = Readonly<{ acks: Ack[]; backups: string[]; wasKilled: boolean; said: string }>;

/** Where a kill falls: before a statement, counted by the child, or after so many milliseconds. */
type Cut = Readonly<{ atStep: number } | { afterMs: number }>;

/** R2: registers on real files are killed again and again; each next one must stand on the last. */
export async function killCycles(cycles: number, seed: number): Promise<KillReport> {
  const random = createRandom(seed);
  const root = mkdtempSync(join(tmpdir(), "tillside-drill-"));
  const killed = { sell: 0, close: 0, migrate: 0, backup: 0 };
  const folders = new Map<Kind, Readonly<{ folder: string; acks: Ack[] }>>();
  const violations: string[] = [];
  let acked = 0;
  try {
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const kind = kinds[cycle % kinds.length] ?? "sell";
      const book = bookFor(folders, kind, join(root, `${kind}-${cycle}`));
      const told = await runAndKill(book.folder, kind, cutFor(kind, random));
      book.acks.push(...told.acks);
      acked += told.acks.length;
      if (told.wasKilled) killed[kind] += 1;
      else if (kind !== "migrate") violations.push(`${kind}: ended by itself: ${told.said}`);
      violations.push(...violationsAfter(book, kind, told).map((what) => `${kind}: ${what}`));
    }
  } finally {
    rmSync(root, { recursive: true });
  }
  return { cycles, acks: acked, killed, violations };
}

/** A book lives over the kills of its kind, until it is long; a migration needs an old one each. */
function bookFor(
  folders: Map<Kind, Readonly<{ folder: string; acks: Ack[] }>>,
  kind: Kind,
  fresh: string,
) {
  const kept = folders.get(kind);
  if (kept && kind !== "migrate" && kept.acks.length < 400) return kept;
  if (kept) rmSync(kept.folder, { recursive: true });
  mkdirSync(fresh);
  const book = { folder: fresh, acks: kind === "migrate" ? oldBook(fresh) : [] };
  folders.set(kind, book);
  return book;
}

/** A book in the schema that shipped first, with the entries of a day. */
function oldBook(folder: string): Ack[] {
  const template = join(folder, "template");
  mkdirSync(template);
  const register = openRegister(drillOptions(template));
  const clerk = clerkOf(register);
  for (let sale = 0; sale < 6; sale += 1) clerk.sell();
  register.close();
  const db = openDatabase(join(folder, "register.db"));
  migrate(db, registerMigrations.slice(0, FIRST_SCHEMA));
  db.prepare("ATTACH ? AS template").run(join(template, "register.db"));
  db.exec(`
    BEGIN;
    INSERT INTO posting SELECT * FROM template.posting;
    INSERT INTO ledger SELECT * FROM template.ledger ORDER BY seq;
    COMMIT;
    DETACH template`);
  const acks = db.prepare<[], Ack>("SELECT seq, hash FROM ledger").all();
  db.close();
  return acks;
}

function cutFor(kind: Kind, random: (limit: number) => number): Cut {
  if (kind === "backup") return { afterMs: random(60) };
  if (kind === "migrate") return { atStep: 1 + random(120) };
  return random(2) === 0 ? { afterMs: random(250) } : { atStep: 1 + random(400) };
}

async function runAndKill(folder: string, kind: Kind, cut: Cut): Promise<Told> {
  const step = "atStep" in cut ? String(cut.atStep) : "0";
  const child = spawn(process.execPath, [program, folder, kind, step], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told: Told & { wasKilled: boolean; said: string } = {
    acks: [],
    backups: [],
    wasKilled: false,
    said: "",
  };
  child.stderr.on("data", (chunk: Buffer) => (told.said += chunk.toString("utf8")));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const said = Said.parse(JSON.parse(line));
    if ("ack" in said) told.acks.push(said.ack);
    else if ("backup" in said) told.backups.push(said.backup);
    else if ("afterMs" in cut) setTimeout(() => child.kill("SIGKILL"), cut.afterMs);
  });
  const [, signal] = (await once(child, "close")) as [number | null, string | null];
  return { ...told, wasKilled: signal === "SIGKILL" };
}

type Book = Readonly<{ folder: string; acks: readonly Ack[] }>;

function violationsAfter({ folder, acks }: Book, kind: Kind, told: Told): readonly string[] {
  if (kind === "migrate") return migrationViolations(folder, acks);
  return [...violationsIn(folder, acks), ...told.backups.flatMap(backupViolations)];
}

/** Old or new, never between: whatever the kill left, the next start makes it the newest. */
function migrationViolations(folder: string, acks: readonly Ack[]): readonly string[] {
  const db = openDatabase(join(folder, "register.db"));
  try {
    migrate(db, registerMigrations);
    openLedger(db, Date.now);
  } catch (error) {
    return [`the next start failed: ${String(error)}`];
  } finally {
    db.close();
  }
  return violationsIn(folder, acks);
}

function backupViolations(path: string): readonly string[] {
  try {
    verifyBackup(path);
    return [];
  } catch (error) {
    return [`a backup that was told of does not prove itself: ${String(error)}`];
  }
}
