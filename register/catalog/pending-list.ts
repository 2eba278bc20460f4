import { z } from "zod";
import type { Database } from "../../ledger/storage/open-database.ts";
import { openProductStore, type PlacedProduct } from "./product-store.ts";
import { soldByKinds } from "./product-rows.ts";
import { openWordIndex } from "./word-index.ts";

/** So many products are written in one transaction: some milliseconds. */
export const SLICE = 200;

const Product = z.strictObject({
  productId: z.string(),
  name: z.string(),
  detail: z.string(),
  priceMinor: z.int(),
  taxCode: z.string(),
  barcodes: z.array(z.string()),
  keyPage: z.string().nullable(),
  keyPosition: z.int(),
  sku: z.string().nullable(),
  variantGroup: z.string().nullable(),
  soldBy: z.enum(soldByKinds),
}) satisfies z.ZodType<PlacedProduct>;

type Row = Readonly<{ number: number; productId: string; content: string | null }>;
/** What one slice changes: products as they will be, and ids of those that go out of sale. */
export type Changes = Readonly<{
  products: readonly PlacedProduct[];
  retired: readonly string[];
}>;

export type PendingList = ReturnType<typeof openPendingList>;

/**
 * A list that changes the catalog slice by slice, so that nobody waits for it. Its changes are kept
 * first and count for nothing; `owe` promises all of them, in the caller's transaction; `apply`
 * writes them, and may be begun again wherever it ended. Readers are kept from seeing its middle by
 * `Catalog.freeze`.
 */
export function openPendingList(db: Database) {
  const sql = preparePending(db);
  const inOne = <Value>(act: () => Value): Value => db.transaction(act).immediate();
  const isOwed = (): boolean => sql.selectOwed.get() !== undefined;

  /** Steps until nothing waits; what is owed is not forgotten here. */
  function* clear(): Generator<void> {
    while (inOne(() => sql.deleteSome.run(SLICE * 10).changes) > 0) yield;
  }

  function keep({ products, retired }: Changes): void {
    inOne(() => {
      for (const product of products) sql.insert.run(product.productId, JSON.stringify(product));
      for (const productId of retired) sql.insert.run(productId, null);
    });
  }

  const apply = () => applyPending({ db, sql, inOne, clear });

  return {
    clear,
    keep,
    owe: (): void => void sql.owe.run(),
    isOwed,
    apply,
    /** At a start, before the catalog is read: all that is owed, or nothing of what waits. */
    recover(): void {
      const steps = isOwed() ? apply() : clear();
      while (steps.next().done !== true);
    },
  };
}

type Work = Readonly<{
  db: Database;
  sql: ReturnType<typeof preparePending>;
  inOne: <Value>(act: () => Value) => Value;
  clear: () => Generator<void>;
}>;

/** Each slice of what waits, in order. */
function* slicesOf({ selectAfter }: Work["sql"]): Generator<Changes> {
  let after = 0;
  for (;;) {
    const rows = selectAfter.all(after, SLICE);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.number;
    yield changesOf(rows);
  }
}

/**
 * Two times through the list: first every code that moves is free and what goes is gone, then all is
 * written. Words are merged at the end, a little at a time.
 */
function* applyPending({ db, sql, inOne, clear }: Work): Generator<void> {
  const store = openProductStore(db);
  const words = openWordIndex(db);
  for (const { products, retired } of slicesOf(sql)) {
    inOne(() => {
      store.retire(retired);
      store.freeCodes(products);
    });
    yield;
  }
  inOne(() => words.holdMerging(true));
  for (const { products } of slicesOf(sql)) {
    inOne(() => store.put(products));
    yield;
  }
  while (inOne(words.mergeSome)) yield;
  inOne(() => {
    words.holdMerging(false);
    sql.settle.run();
  });
  yield* clear();
}

function changesOf(rows: readonly Row[]): Changes {
  return {
    products: rows.flatMap(({ content }) =>
      content === null ? [] : [Product.parse(JSON.parse(content))],
    ),
    retired: rows.flatMap(({ productId, content }) => (content === null ? [productId] : [])),
  };
}

function preparePending(db: Database) {
  return {
    insert: db.prepare<[string, string | null]>(
      "INSERT INTO catalog_pending (product_id, content) VALUES (?, ?)",
    ),
    selectAfter: db.prepare<[number, number], Row>(
      `SELECT number, product_id AS productId, content FROM catalog_pending
       WHERE number > ? ORDER BY number LIMIT ?`,
    ),
    deleteSome: db.prepare<[number]>(
      `DELETE FROM catalog_pending WHERE number IN
         (SELECT number FROM catalog_pending ORDER BY number LIMIT ?)`,
    ),
    owe: db.prepare("INSERT INTO catalog_switch (one) VALUES (1)"),
    selectOwed: db.prepare("SELECT 1 FROM catalog_switch"),
    settle: db.prepare("DELETE FROM catalog_switch"),
  };
}
