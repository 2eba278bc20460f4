import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openRegister } from "../../../register/register.ts";
import { createRandom } from "../../support/random.ts";
import { createDisk, torn } from "./disk-image.ts";
import { acksIn, canTrace, traceProgram, type DiskEvent } from "./disk-trace.ts";
import { clerkOf, drillOptions, type Ack } from "./drill-register.ts";
import { violationsIn } from "./prove-folder.ts";

const program = resolve(import.meta.dirname, "selling-main.ts");
const SALES = 20;
/** SQLite's shared memory is made anew from the log; the lock holds nothing. */
const kept = new Set(["register.db", "register.db-wal", "witness"]);
/** On so many images one is not only read: a register opens it and sells. */
const OPENED_EVERY = 20;

export type PowerLossReport = Readonly<{
  images: number;
  /** Changes of the disk in the trace, and the syncs between them. */
  changes: number;
  syncs: number;
  opened: number;
  skipped?: string;
  violations: readonly string[];
}>;

/**
 * R3: records what twenty sales and their Z write, and rebuilds the disk as a lost power may leave
 * it at any moment: any of the changes that were not synced may be missing, and the last may be
 * torn.
 */
export async function powerLoss(images: number, seed: number): Promise<PowerLossReport> {
  const none = { images: 0, changes: 0, syncs: 0, opened: 0, violations: [] };
  if (!canTrace()) return { ...none, skipped: "strace is not installed: apt-get install strace" };
  const root = mkdtempSync(join(tmpdir(), "tillside-drill-"));
  try {
    const folder = join(root, "traced");
    mkdirSync(folder);
    const args = [program, folder, "sell", "", String(SALES)];
    const events = traceProgram(args, join(root, "trace")).filter(isOfBook);
    return await replay(events, { images, seed, root });
  } finally {
    rmSync(root, { recursive: true });
  }
}

function isOfBook(event: DiskEvent): boolean {
  return event.kind === "said" || kept.has(event.file);
}

type Plan = Readonly<{ images: number; seed: number; root: string }>;

async function replay(events: readonly DiskEvent[], plan: Plan): Promise<PowerLossReport> {
  const random = createRandom(plan.seed);
  const disk = createDisk();
  const acks: Ack[] = [];
  const violations: string[] = [];
  const first = events.findIndex((event) => event.kind === "said");
  let [images, opened] = [0, 0];
  for (const [index, event] of events.entries()) {
    disk.take(event);
    if (event.kind === "said") acks.push(...acksIn(event.text));
    const due = Math.round((plan.images * (index - first + 1)) / (events.length - first));
    for (; images < due; images += 1) {
      const folder = join(plan.root, "image");
      writeImage(folder, disk.image(survivors(disk.pending(), random)));
      const isOpened = images % OPENED_EVERY === 0;
      const found = [...violationsIn(folder, acks), ...(isOpened ? sellOn(folder) : [])];
      violations.push(...found.map((what) => `image ${images} after event ${index}: ${what}`));
      opened += Number(isOpened);
      // Lets a test's own timers run.
      if (images % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const count = (kind: DiskEvent["kind"]) => events.filter((event) => event.kind === kind).length;
  const changes = count("write") + count("truncate");
  return { images, changes, syncs: count("sync"), opened, violations };
}

/** Each unsynced change is there or not; half of the time the last one that is there is torn. */
function survivors(pending: Parameters<ReturnType<typeof createDisk>["image"]>[0], random: Random) {
  const share = random(5);
  const there = pending.filter(() => share === 0 || random(4) < share);
  const last = there.at(-1);
  if (last === undefined || random(2) === 0) return there;
  return [...there.slice(0, -1), torn(last, random(2) === 0 ? 1 : random(8))];
}

type Random = (limit: number) => number;

function writeImage(folder: string, files: ReadonlyMap<string, Buffer>): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  for (const [file, bytes] of files) writeFileSync(join(folder, file), bytes);
}

function sellOn(folder: string): readonly string[] {
  try {
    const register = openRegister(drillOptions(folder));
    clerkOf(register).sell();
    register.close();
    return violationsIn(folder, []);
  } catch (error) {
    return [`the next start failed: ${String(error)}`];
  }
}
