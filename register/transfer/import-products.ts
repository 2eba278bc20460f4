import { createHash, type Hash } from "node:crypto";
import { statSync } from "node:fs";
import type { ImportReport } from "../../contract/transfer-views.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { stageList, type StagedList } from "../catalog/staged-list.ts";
import type { ListTerms } from "../catalog/product-columns.ts";
import type { NewId } from "../ports.ts";
import { collectProblems, type ImportProblems } from "./import-problems.ts";
import type { Job } from "./job.ts";
import { createListReader } from "./read-product-list.ts";
import { readText } from "./read-text.ts";

/** A million products with long names fit in a quarter of it. */
const MAX_FILE_BYTES = 512 * 1024 * 1024;
/** One step reads so many letters: some hundred lines, a few milliseconds. */
const STEP_CHARACTERS = 8 * 1024;

type Deps = Readonly<{
  db: Database;
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
 * Reads a product list to its end, waits with every product aside, and changes the catalog in one
 * transaction, or not at all: a single bad line refuses the whole file.
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
    if (problems.isEmpty()) {
      for (const fault of staged.taken(1_000)) problems.add({ column: "barcodes", ...fault });
    }
    const report = reportOf(staged.counts(), problems, ignored);
    if (!problems.isEmpty()) return { state: "refused", report };
    if (order.apply) applyList(deps, staged, hash.digest("hex"));
    return { state: "done", report };
  } finally {
    staged.drop();
  }
}

function applyList({ db, newId, applied }: Deps, staged: StagedList, digest: string): void {
  db.transaction(() => {
    staged.apply(newId);
    applied(digest);
  }).immediate();
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
): Generator<Readonly<{ done: number; total: number }>, readonly string[]> {
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

type Counts = ReturnType<StagedList["counts"]>;
const noCounts: Counts = { products: 0, added: 0, changed: 0, unchanged: 0, retired: 0 };

function reportOf(
  counts: Counts,
  problems: ImportProblems,
  ignoredColumns: readonly string[],
): ImportReport {
  const found = { problems: problems.listed(), problemCount: problems.count() };
  return { ...counts, ...found, ignoredColumns };
}
