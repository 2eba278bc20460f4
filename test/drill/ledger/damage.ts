import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase, openForReading } from "../../../ledger/storage/open-database.ts";
import { openRegister } from "../../../register/register.ts";
import type { RegisterOptions } from "../../../register/register-options.ts";
import { startRegister } from "../../../register/start-register.ts";
import { createRandom } from "../../support/random.ts";
import { openCopyRelay } from "./copy-relay.ts";
import { clerkOf, drillOptions, type Ack } from "./drill-register.ts";
import { violationsIn } from "./prove-folder.ts";
import { harmSums, sumTables } from "./sums-harm.ts";

const FILES = ["register.db", "register.db-wal", "witness"] as const;
const BOOK = FILES.slice(0, 2);
const kinds = ["flipped", "truncated", "deleted", "rolled-back", "sums"] as const;
type Kind = (typeof kinds)[number];

export type DamageReport = Readonly<{
  damages: number;
  /** Of each kind: how many hurt the book, its sums or its witness; how many of those were seen and cured. */
  byKind: Readonly<Record<Kind, Readonly<{ hurt: number; detected: number; restored: number }>>>;
  /** Nothing that the book or its sums say was changed: free bytes, other tables, the side file's own. */
  harmless: number;
  violations: readonly string[];
}>;

/**
 * R4: damages the files of a register as a crash left them, in four ways, and starts it again. What
 * hurt the book must be seen without the relay, or with it, and be whole again before a sale. Kept sums
 * that reports are read from are compared beside the selling: they must be whole when that is through.
 */
export async function damageFiles(damages: number, seed: number): Promise<DamageReport> {
  const root = mkdtempSync(join(tmpdir(), "tillside-drill-"));
  const relay = openCopyRelay(join(root, "relay.db"), drillOptions("").config.registerId);
  const cards = { openSocket: relay.openSocket, connection: "main", readerId: null };
  try {
    const sold = await soldFolders(root, cards, async () => (await relay.head()).seq);
    return await damageAll(damages, { root, cards, sold, random: createRandom(seed) });
  } finally {
    await relay.close();
    rmSync(root, { recursive: true });
  }
}

/** `contents`: what the entries say, short enough to stand in one piece on a page. */
type Sold = Readonly<{
  earlier: string;
  newest: string;
  acks: readonly Ack[];
  contents: readonly string[];
}>;
type Cards = RegisterOptions["cards"];
type Random = (limit: number) => number;

/** The files at two moments of a register that runs, log and all; the relay has the newest. */
async function soldFolders(root: string, cards: Cards, copiedSeq: () => Promise<number>) {
  const folder = join(root, "sold");
  const register = await startRegister(drillOptions(folder, { cards }));
  const clerk = clerkOf(register);
  const acks: Ack[] = [];
  const [earlier, newest] = [join(root, "earlier"), join(root, "newest")];
  for (const moment of [earlier, newest]) {
    for (let sale = 0; sale < 25; sale += 1) acks.push(clerk.sell());
    acks.push(clerk.closeDay());
    copyFiles(folder, moment, FILES);
  }
  while ((await copiedSeq()) < (acks.at(-1)?.seq ?? 0)) await turn();
  register.close();
  return { earlier, newest, acks, contents: contentsIn(folder) };
}

function contentsIn(folder: string): readonly string[] {
  const db = openForReading(join(folder, "register.db"));
  const contents = db.prepare<[], string>("SELECT content FROM ledger ORDER BY seq").pluck().all();
  db.close();
  return contents.map((content) => content.slice(0, 200));
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

function copyFiles(from: string, to: string, files: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const file of files) {
    rmSync(join(to, file), { force: true });
    if (existsSync(join(from, file))) copyFileSync(join(from, file), join(to, file));
  }
}

type Plan = Readonly<{ root: string; cards: Cards; sold: Sold; random: Random }>;

async function damageAll(damages: number, plan: Plan): Promise<DamageReport> {
  const none = { hurt: 0, detected: 0, restored: 0 };
  const byKind = Object.fromEntries(kinds.map((kind) => [kind, { ...none }])) as Record<
    Kind,
    typeof none
  >;
  const violations: string[] = [];
  let harmless = 0;
  for (let damage = 0; damage < damages; damage += 1) {
    const kind = kinds[damage % kinds.length] ?? "flipped";
    const folder = join(plan.root, "damaged");
    rmSync(folder, { recursive: true, force: true });
    copyFiles(plan.sold.newest, folder, FILES);
    const what = `${kind}: ${harm(folder, kind, plan)}`;
    const isBookHurt = bookText(folder) !== bookText(plan.sold.newest);
    const isHurt = isBookHurt || sumsText(folder) !== sumsText(plan.sold.newest);
    const result = await cure(folder, plan, isHurt && !isBookHurt);
    // A flip beside the book, in a product's row, stays there: no copy of the catalog is kept.
    const broken = result.violations.filter((each) => isHurt || !each.startsWith("database: "));
    violations.push(...broken.map((violation) => `${what}: ${violation}`));
    if (!isHurt) {
      harmless += 1;
      continue;
    }
    byKind[kind].hurt += 1;
    byKind[kind].detected += Number(result.wasSeen);
    byKind[kind].restored += Number(result.violations.length === 0);
    if (!result.wasSeen) violations.push(`${what}: nobody noticed`);
  }
  return { damages, byKind, harmless, violations };
}

type Place = Readonly<{ file: string; at: number }>;

/** Most of a young book's files is catalogue and old pages: every other flip is aimed at an entry. */
function placeToFlip(folder: string, { random, sold }: Plan, file: string): Place {
  const anywhere = { file, at: random(statSync(join(folder, file)).size) };
  if (random(2) === 0) return anywhere;
  const content = Buffer.from(sold.contents[random(sold.contents.length)] ?? "");
  // The log is full of pages that were written into the file long ago: the file goes first.
  for (const name of BOOK) {
    if (!existsSync(join(folder, name))) continue;
    const at = readFileSync(join(folder, name)).lastIndexOf(content);
    if (at >= 0) return { file: name, at: at + random(content.length) };
  }
  return anywhere;
}

/** Does it, and says what was done. */
function harm(folder: string, kind: Kind, plan: Plan): string {
  const { random, sold } = plan;
  const there = FILES.filter((file) => existsSync(join(folder, file)));
  const file = there[random(there.length)] ?? "register.db";
  const path = join(folder, file);
  switch (kind) {
    case "flipped": {
      const place = placeToFlip(folder, plan, file);
      const bytes = readFileSync(join(folder, place.file));
      bytes.writeUInt8(bytes.readUInt8(place.at) ^ (1 << random(8)), place.at);
      writeFileSync(join(folder, place.file), bytes);
      return `${place.file} at ${place.at}`;
    }
    case "truncated": {
      const size = random(statSync(path).size);
      truncateSync(path, size);
      return `${file} to ${size}`;
    }
    case "deleted": {
      const gone = [[file], BOOK, FILES][random(3)] ?? FILES;
      for (const each of gone) rmSync(join(folder, each), { force: true });
      return gone.join(", ");
    }
    case "rolled-back": {
      const back = random(2) === 0 ? BOOK : FILES;
      copyFiles(sold.earlier, folder, back);
      return back.join(", ");
    }
    case "sums":
      return harmSums(join(folder, "register.db"), random);
  }
}

/** All that the book says; "unreadable" where a file cannot be read to its end. */
const bookText = (folder: string) => textOf(folder, ["ledger", "posting", "figure"]);

/** All that is summed from it. */
const sumsText = (folder: string) => textOf(folder, sumTables);

function textOf(folder: string, tables: readonly string[]): string {
  if (!existsSync(join(folder, "register.db"))) return "unreadable";
  // Reading makes files beside it, which must not be there when the register starts.
  const aside = `${folder}-read`;
  copyFiles(folder, aside, BOOK);
  try {
    const db = openDatabase(join(aside, "register.db"));
    try {
      return JSON.stringify(
        tables.map((table) => db.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).raw().all()),
      );
    } finally {
      db.close();
    }
  } catch (error) {
    if (error instanceof Error && "code" in error) return "unreadable";
    throw error;
  } finally {
    rmSync(aside, { recursive: true });
  }
}

type Cured = Readonly<{ wasSeen: boolean; violations: readonly string[] }>;

/**
 * Starts as a host does. What is seen without the relay refuses to sell; with it, is restored. With
 * `isChecked` the register runs until it has checked its whole book, and is started again where that
 * stops it.
 */
async function cure(folder: string, plan: Plan, isChecked: boolean): Promise<Cured> {
  const { root, cards, sold } = plan;
  const alone = join(root, "alone");
  rmSync(alone, { recursive: true, force: true });
  copyFiles(folder, alone, FILES);
  const seenAlone = refuses(alone);
  const told: string[] = [];
  const { promise: whenChecked, resolve: checked } = Promise.withResolvers<undefined>();
  const log = {
    info: (message: string) => {
      if (message === "the whole ledger was checked") checked(undefined);
    },
    warn: (message: string) => told.push(message),
    error: (message: string) => told.push(message),
  };
  const options = drillOptions(folder, { cards, log });
  try {
    let register = await startRegister({ ...options, onDiverged: () => checked(undefined) });
    if (isChecked) {
      await whenChecked;
      register.close();
      register = await startRegister(options);
    }
    clerkOf(register).act("sales.list", { beforeSeq: null, limit: 1 });
    register.close();
  } catch (error) {
    return { wasSeen: true, violations: [`it does not start: ${String(error)}`] };
  }
  return { wasSeen: seenAlone || told.length > 0, violations: violationsIn(folder, sold.acks) };
}

function refuses(folder: string): boolean {
  try {
    openRegister(drillOptions(folder)).close();
    return false;
  } catch {
    return true;
  }
}
