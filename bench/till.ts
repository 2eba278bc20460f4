import { chromium } from "playwright";
import { buildRenderer, isRendererBuilt } from "../sandbox/renderer-build.ts";
import { startDemo } from "../test/support/demo.ts";
import { fetchBrowser } from "../test/support/fetch-browser.ts";
import { openTill } from "./till/bench-page.ts";
import { sellMixed } from "./till/mixed-sales.ts";

/**
 * `npm run bench:till`: a shift by keyboard alone in a real browser. Milliseconds from a key's event
 * to the frame that shows what it did; JSON lines on stdout. `-- --quick` sells fewer.
 */
const isQuick = process.argv.includes("--quick");
const MIXED_SALES = isQuick ? 10 : 100;
const MEMORY_SALES = isQuick ? 50 : 1_000;

const goals = { paint: 50, scan: 80, tender: 100, cold: 3_000, memory: 1.1 } as const;

function report(metric: keyof typeof goals, measured: object, rounds: number): void {
  const line = { metric, ours: null, floor: null, ratio: null, ...measured };
  console.log(JSON.stringify({ ...line, goal: goals[metric], rounds }));
}

function p95(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) * 0.95)] ?? 0) * 10) / 10;
}

if (!isRendererBuilt()) await buildRenderer(new AbortController().signal);
const found = await fetchBrowser();
if (!found.isFound) throw new Error(found.why);
const browser = await chromium.launch({
  executablePath: found.path,
  args: ["--disable-gpu", "--js-flags=--expose-gc"],
});
const demo = await startDemo();
try {
  const till = await openTill(browser, demo);
  report("cold", { ours: Math.round(till.coldMs) }, 1);
  const mixed = await sellMixed(till, MIXED_SALES);
  report(
    "paint",
    { ours: p95(mixed.paint), longTasks: await till.longTasks() },
    mixed.paint.length,
  );
  report("scan", { ours: p95(mixed.scan) }, mixed.scan.length);
  report("tender", { ours: p95(mixed.tender) }, mixed.tender.length);
  const before = await till.heapBytes();
  await sellMixed(till, MEMORY_SALES);
  const after = await till.heapBytes();
  report("memory", { ratio: Math.round((after / before) * 1_000) / 1_000 }, MEMORY_SALES);
} finally {
  await browser.close();
  await demo.stop();
}
