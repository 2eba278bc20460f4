import { createHash, type Hash } from "node:crypto";
import { statSync } from "node:fs";
import type { ImportReport } from "../../contract/transfer-views.ts";
import { storageTrouble, type Database } from "../../ledger/storage/open-database.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { openPendingList } from "../catalog/pending-list.ts";
import { stageList, type StagedCounts, type StagedList } from "../catalog/staged-list.ts";
import type { ListTerms } from "../catalog/product-columns.ts";
import type { NewId } from "../ports.ts";
import { collectProblems, type ImportProblems } from "./import-problems.ts";
import type { Job, Progress } from "./job.ts";
import { createListReader } from "./read-product-list.ts";
import { readText } from "./read-text.ts";

/** A million products with long names fit in a quarter of it. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** One step reads so many letters: some hundred lines, a few milliseconds. */
const STEP_CHARACTERS = 8 * 1024;

type Deps = Readonly<{
  db: Database;
  catalog: Pick<Catalog, "freeze">;
  terms: Omit<ListTerms, "decimalComma">;
  newId: NewId;
  /** Called inside the transaction that changes the catalog, with the SHA-256 of the file's text. */
  applied: (digest: string) => void;
}>;

type Order = Readonly<{
  path: string;
  encoding: string;
  apply: boolean;
  missing: "keep" | "retire";
}>;

/**
 * Reads a product list to its end, waits with every product aside, and changes the catalog, all of
 * it or nothing: a single bad line refuses the whole file. Readers see the catalog of before until
 * all is written. Once the change is owed it is finished, here or at the next start.
 */
export function* importProducts(deps: Deps, order: Order): Job {
  const total = statSync(order.path).size;
  const problems = collectProblems();
  if (total > MAX_FILE_BYTES) {
    const detail = `${total} bytes, at most ${MAX_FILE_BYTES}`;
    problems.add({ line: 1, column: null, fault: "file-too-large", detail });
    return { state: "refused", report: reportOf(noCounts, problems, []) };
  }
  const staged = stageList(deps.db, order.missing === "retire");
  try {
    const hash = createHash("sha256");
    const ignored = yield* readList(deps, { order, staged, problems, total, hash });
    const read = { done: total, total };
    if (problems.isEmpty()) yield* told(findTaken(staged, problems), read);
    const counts = yield* told(staged.counts(), read);
    const report = reportOf(counts, problems, ignored);
    if (!problems.isEmpty()) return { state: "refused", report };
    if (order.apply) yield* applyList(deps, { staged, read }, hash.digest("hex"));
    return { state: "done", report };
  } finally {
    staged.drop();
  }
}

function* findTaken(staged: StagedList, problems: ImportProblems): Generator<void> {
  for (const faults of staged.taken()) {
    for (const fault of faults) problems.add({ column: "barcodes", ...fault });
    yield;
  }
}

/** The steps of some work, each told as how far the file was read. */
function* told<Value>(
  work: Generator<void, Value>,
  progress: Progress,
): Generator<Progress, Value> {
  let step = work.next();
  for (; step.done !== true; step = work.next()) yield progress;
  return step.value;
}

/** Kept first, in slices; then owed, with the entry that says so; then written, in slices. */
function* applyList(
  { db, catalog, newId, applied }: Deps,
  { staged, read }: Readonly<{ staged: StagedList; read: Progress }>,
  digest: string,
): Generator<Progress> {
  const pending = openPendingList(db);
  const owed: Progress = { ...read, mustEnd: true };
  // Of an import that the disk ended: what it promised comes first.
  if (pending.isOwed()) yield* told(pending.apply(), owed);
  yield* told(pending.clear(), read);
  for (const changes of staged.changes(newId)) {
    pending.keep(changes);
    yield read;
  }
  const thaw = catalog.freeze();
  db.transaction(() => {
    pending.owe();
    applied(digest);
  }).immediate();
  // Where the disk fails, readers keep what they see until the next start finishes it.
  yield* told(pending.apply(), owed);
  thaw();
  yield read;
  emptyLog(db);
}

/** The snapshot kept the log from being copied into the file: here, not in the next sale's commit. */
function emptyLog(db: Database): void {
  try {
    db.pragma("wal_checkpoint(PASSIVE)");
  } catch (error) {
    // A later commit tries again; the list is in the catalog all the same.
    if (storageTrouble(error) === undefined) throw error;
  }
}

type Reading = Readonly<{
  order: Order;
  staged: StagedList;
  problems: ImportProblems;
  total: number;
  hash: Hash;
}>;

/** Answers the columns that were ignored. */
function* readList(
  { db, terms }: Deps,
  { order, staged, problems, total, hash }: Reading,
): Generator<Progress, readonly string[]> {
  const list = createListReader({
    terms,
    problems,
    onProduct(product, line) {
      const clash = staged.add(product, line);
      if (clash !== undefined) problems.add({ column: columnOf[clash.fault], ...clash });
    },
  });
  // Statements on the temporary tables alone share one transaction a step; it takes no lock.
  const step = db.transaction((text: string) => list.push(text));
  for (const piece of readText(order.path, order.encoding)) {
    if ("fault" in piece) {
      const { readBytes: _, ...fault } = piece;
      problems.add({ column: null, ...fault });
      return list.ignoredColumns();
    }
    hash.update(piece.text);
    for (const text of stepsOf(piece.text)) {
      step(text);
      yield { done: piece.readBytes, total };
      if (list.isOver()) return list.ignoredColumns();
    }
  }
  list.end();
  return list.ignoredColumns();
}

const columnOf = {
  "duplicate-sku": "sku",
  "duplicate-barcode": "barcodes",
  "barcode-taken": "barcodes",
} as const;

function* stepsOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += STEP_CHARACTERS) {
    yield text.slice(at, at + STEP_CHARACTERS);
  }
}

const noCounts: StagedCounts = { products: 0, added: 0, changed: 0, unchanged: 0, retired: 0 };

function reportOf(
  counts: StagedCounts,
  problems: ImportProblems,
  ignoredColumns: readonly string[],
): ImportReport {
  const found = { problems: problems.listed(), problemCount: problems.count() };
  return { ...counts, ...found, ignoredColumns };
}
