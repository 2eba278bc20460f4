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
import type { Ack } from "./drill-register.ts";
import { oldBook } from "./old-book.ts";
import { createStepPlan, type StepPlan } from "./step-plan.ts";
import { violationsIn } from "./prove-folder.ts";

const program = resolve(import.meta.dirname, "selling-main.ts");
const Said = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ ack: z.object({ seq: z.number(), hash: z.string() }) }),
  z.object({ backup: z.string() }),
  z.object({ step: z.string() }),
]);

export const kinds = ["sell", "close", "migrate", "backup"] as const;
export type Kind = (typeof kinds)[number];

export type KillReport = Readonly<{
  cycles: number;
  acks: number;
  /** How often a kill fell into each kind of work. */
  killed: Readonly<Record<Kind, number>>;
  /** Of the statements that write in each kind of work: how many there are by name, */
  steps: Readonly<Record<Kind, number>>;
  /** and how often a kill fell before the one that was hit least. */
  fewestAtOneStep: Readonly<Record<Kind, number>>;
  violations: readonly string[];
}>;

type Told = Readonly<{
  acks: Ack[];
  backups: string[];
  steps: string[];
  wasKilled: boolean;
  said: string;
}>;

/** Where a kill falls: before a statement of that name, or after so many milliseconds. */
type Cut = Readonly<{ atStep: string; occurrence: number } | { afterMs: number }>;
/** The end of a till that nobody kills; one that should have died has then not come by the step. */
const TIMES = 60;
const PLANNED_TIMES = 9;

/** R2: registers on real files are killed again and again; each next one must stand on the last. */
export async function killCycles(cycles: number, seed: number): Promise<KillReport> {
  const random = createRandom(seed);
  const root = mkdtempSync(join(tmpdir(), "tillside-drill-"));
  const killed = { sell: 0, close: 0, migrate: 0, backup: 0 };
  const folders = new Map<Kind, Readonly<{ folder: string; acks: Ack[] }>>();
  const violations: string[] = [];
  let acked = 0;
  try {
    const plans = await plansOf(root);
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      const kind = kinds[cycle % kinds.length] ?? "sell";
      const book = bookFor(folders, kind, join(root, `${kind}-${cycle}`));
      const cut = cutFor(kind, plans[kind], random);
      const told = await runTill(book.folder, kind, cut);
      book.acks.push(...told.acks);
      acked += told.acks.length;
      if (told.wasKilled) killed[kind] += 1;
      else if ("afterMs" in cut && kind !== "migrate") violations.push(`${kind}: ${told.said}`);
      if ("atStep" in cut) plans[kind].note(cut.atStep, told.wasKilled);
      violations.push(...violationsAfter(book, kind, told).map((what) => `${kind}: ${what}`));
    }
    const of = (count: (plan: StepPlan) => number) => perKind((kind) => count(plans[kind]));
    const steps = of(({ size }) => size());
    const fewestAtOneStep = of(({ fewest }) => fewest());
    return { cycles, acks: acked, killed, steps, fewestAtOneStep, violations };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const perKind = <Value>(of: (kind: Kind) => Value): Record<Kind, Value> => ({
  ...{ sell: of("sell"), close: of("close"), migrate: of("migrate"), backup: of("backup") },
});

/** What each kind of work writes, as a till says it that is not killed. */
async function plansOf(root: string): Promise<Record<Kind, StepPlan>> {
  const plans: Partial<Record<Kind, StepPlan>> = {};
  for (const kind of kinds) {
    const { folder } = bookFor(new Map(), kind, join(root, `${kind}-steps`));
    plans[kind] = createStepPlan((await runTill(folder, kind, { tells: true })).steps);
  }
  return plans as Record<Kind, StepPlan>;
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

/** One in four falls at any time; the others before the statement that was hit least so far. */
function cutFor(kind: Kind, plan: StepPlan, random: (limit: number) => number): Cut {
  if (kind !== "migrate" && random(4) === 0)
    return { afterMs: random(kind === "backup" ? 60 : 250) };
  const { name, times } = plan.next();
  return { atStep: name, occurrence: 1 + random(times) };
}

async function runTill(
  folder: string,
  kind: Kind,
  cut: Cut | Readonly<{ tells: true }>,
): Promise<Told> {
  const step = "tells" in cut ? "?" : "atStep" in cut ? `${cut.atStep}#${cut.occurrence}` : "";
  const times = "tells" in cut ? [String(PLANNED_TIMES)] : "atStep" in cut ? [String(TIMES)] : [];
  const child = spawn(process.execPath, [program, folder, kind, step, ...times], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const told: Told & { wasKilled: boolean; said: string } = {
    ...{ acks: [], backups: [], steps: [] },
    wasKilled: false,
    said: "",
  };
  child.stderr.on("data", (chunk: Buffer) => (told.said += chunk.toString("utf8")));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const said = Said.parse(JSON.parse(line));
    if ("ack" in said) told.acks.push(said.ack);
    else if ("backup" in said) told.backups.push(said.backup);
    else if ("step" in said) told.steps.push(said.step);
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
