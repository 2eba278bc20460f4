import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { chromium } from "playwright";
import { rowsOf } from "./bare-rows.ts";
import type { Measured } from "./rounds.ts";

type Row = Readonly<Record<string, string | number>>;
/** What one sale writes, table by table. */
type Sale = readonly Readonly<{ name: string; rows: readonly Row[] }>[];

/**
 * The same sales into Chromium's own database: one transaction each over the same four tables, of
 * strict durability (https://w3c.github.io/IndexedDB/#transaction-durability-hint), the next one
 * begun when it is complete. Rows are only put; that day totals are read before they are raised is
 * left out, in the browser's favour.
 */
export async function commitToIndexedDb(
  browserPath: string,
  { folder, sales, warmUp }: Readonly<{ folder: string; sales: number; warmUp: number }>,
): Promise<Measured> {
  // Storage belongs to an origin, so the page needs one; the loopback host counts as secure.
  const server = createServer((_, response) => {
    response.setHeader("content-type", "text/html").end("<!doctype html><title>bench</title>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: browserPath,
    args: ["--disable-gpu"],
  });
  try {
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${port}/`);
    const made = rowsOf(sales + warmUp).map(tablesOf);
    const durations = await page.evaluate(commitEach, made);
    const timed = durations.slice(warmUp);
    const sorted = timed.toSorted((a, b) => a - b);
    const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
    const elapsedMs = timed.reduce((sum, ms) => sum + ms, 0);
    const perSecond = (timed.length * 1_000) / elapsedMs;
    // What the browser's processes work is not asked of the system.
    return { perSecond, perCpuSecond: Number.NaN, p50Ms: at(0.5), p99Ms: at(0.99) };
  } finally {
    await context.close();
    server.close();
  }
}

const columns = {
  ledger: ["seq", "type", "subject", "content", "hash"],
  posting: ["seq", "line", "account", "currency", "minor"],
  figure: ["seq", "what", "currency", "count", "minor"],
  day_total: ["day", "what", "currency", "count", "minor"],
} as const;

function tablesOf({ entry, postings, figures, totals }: ReturnType<typeof rowsOf>[number]): Sale {
  const named = (name: keyof typeof columns, rows: readonly (typeof entry)[]) => ({
    name,
    rows: rows.map((row) =>
      Object.fromEntries(columns[name].map((key, at) => [key, row[at] ?? ""])),
    ),
  });
  return [
    named("ledger", [entry]),
    named("posting", postings),
    named("figure", figures),
    named("day_total", totals),
  ];
}

/** Runs in the page; milliseconds of each commit. */
async function commitEach(sales: readonly Sale[]): Promise<number[]> {
  const keys: Readonly<Record<string, string | string[]>> = {
    ledger: "seq",
    posting: ["seq", "line"],
    figure: ["seq", "what", "currency"],
    day_total: ["day", "what", "currency"],
  };
  const db = await new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open("register", 1);
    opening.onupgradeneeded = () => {
      for (const [name, keyPath] of Object.entries(keys)) {
        const store = opening.result.createObjectStore(name, { keyPath });
        if (name !== "ledger") continue;
        store.createIndex("by-subject", ["subject", "seq"]);
        store.createIndex("by-type", ["type", "seq"]);
      }
    };
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("no database"));
  });
  const durations: number[] = [];
  for (const sale of sales) {
    const from = performance.now();
    await new Promise<void>((resolve, reject) => {
      const writing = db.transaction(Object.keys(keys), "readwrite", { durability: "strict" });
      for (const { name, rows } of sale) {
        for (const row of rows) writing.objectStore(name).put(row);
      }
      writing.oncomplete = () => resolve();
      writing.onabort = () => reject(writing.error ?? new Error("not committed"));
    });
    durations.push(performance.now() - from);
  }
  db.close();
  return durations;
}
