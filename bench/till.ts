import { chromium, type Browser } from "playwright";
import { buildRenderer, isRendererBuilt } from "../sandbox/renderer-build.ts";
import { startDemo } from "../test/support/demo.ts";
import { openHands } from "../test/support/card-page.ts";
import { fetchBrowser } from "../test/support/fetch-browser.ts";
import type { StripeControl } from "../test/support/stripe-control.ts";
import { timeBarePage } from "./till/bare-page.ts";
import { openTill, type BenchTill } from "./till/bench-page.ts";
import { traceBusyTasks } from "./till/busy-tasks.ts";
import { benchLargeShop } from "./till/large-shop.ts";
import { sellMixed } from "./till/mixed-sales.ts";
import { saveBench } from "./support/saved-lines.ts";
import { p95, report, reportMs } from "./till/report.ts";

/**
 * `npm run bench:till`: a shift by keyboard alone in a real browser. Milliseconds from a key's event
 * to the frame that shows what it did, the 95th percentile; the floor is a page that does nothing
 * but show the key. `cold` is from the start of the whole demo (Stripe's stand-in, relay, register) to
 * the frame with the first scan's line; `page` beside it is the window's part. A task is long by what it computed, not by what it waited for: `lasted` beside
 * it is by the clock. JSON lines on stdout, kept for docs/quality.md with `-- --save`. `-- --quick`
 * sells less; `-- --large`, `-- --shift` and `-- --memory` measure one part only.
 */
const has = (name: string) => process.argv.includes(name);
const isQuick = has("--quick");
const MIXED_SALES = isQuick ? 20 : 100;
const MEMORY_SALES = isQuick ? 40 : 1_000;
const FLOOR_PRESSES = 100;

/** A thousand sales by key take some minutes; a busy machine must not make hours of them. */
const MOST_MS = 10 * 60_000;

if (!isRendererBuilt()) await buildRenderer(new AbortController().signal);
const found = await fetchBrowser();
if (!found.isFound) throw new Error(found.why);
const browser = await chromium.launch({
  executablePath: found.path,
  args: ["--disable-gpu", "--js-flags=--expose-gc"],
});
try {
  if (!has("--large")) await benchShift(browser);
  if (!has("--shift") && !has("--memory")) await benchLargeShop(browser, { isQuick });
  if (has("--save")) await saveBench("bench-till", "npm run bench:till");
} finally {
  await browser.close();
}

async function benchShift(window: Browser): Promise<void> {
  // The shop is made beforehand: a till is started each morning, and set up once.
  const made = await startDemo();
  await made.stop();
  const startedAt = performance.now();
  const demo = await startDemo({ data: made.data });
  try {
    const till = await openTill(window, demo);
    await scanFirst(till);
    const ours = Math.round(performance.now() - startedAt);
    report("cold", { ours, page: Math.round(till.pageMs), rounds: 1 });
    await till.page.keyboard.press("Control+Delete");
    if (has("--memory")) await sellMixed(till, { sales: MIXED_SALES });
    else await timeMixed(window, till, await openHands(demo));
    await weighMemory(till);
  } finally {
    await demo.stop();
  }
}

async function scanFirst({ codes: [product], scan }: BenchTill): Promise<void> {
  if (product === undefined) throw new Error("the demo sells nothing");
  await scan(product.code, { selector: ".ticket .line .name", text: product.name });
}

/** The floor is taken before and after, so that a machine that changes its pace shows in it. */
async function timeMixed(window: Browser, till: BenchTill, hands: StripeControl): Promise<void> {
  const before = await timeBarePage(window, FLOOR_PRESSES / 2);
  await till.page.bringToFront();
  await till.longTasks();
  const { answer: shift, busy } = await traceBusyTasks({ browser: window, page: till.page }, () =>
    sellMixed(till, { sales: MIXED_SALES, hands }),
  );
  const { paint, scan, tender, paid } = shift;
  const lasted = await till.longTasks();
  const floor = [...before, ...(await timeBarePage(window, FLOOR_PRESSES / 2))];
  const acts = Object.entries(paint).map(([name, times]) => [name, p95(times)] as const);
  const slowest = Object.fromEntries(acts.toSorted(([, a], [, b]) => b - a).slice(0, 4));
  reportMs("paint", { ours: Object.values(paint).flat(), floor }, { slowest, paid });
  reportMs("scan", { ours: scan, floor });
  reportMs("tender", { ours: tender, floor });
  const { count, longestMs } = busy;
  report("paint/long-tasks", { ours: count, longestMs, lasted, rounds: MIXED_SALES });
  await till.page.bringToFront();
}

/** What JavaScript holds after a shift's first sales, and after a thousand more. */
async function weighMemory(till: BenchTill): Promise<void> {
  const before = await till.heapBytes();
  const untilMs = performance.now() + MOST_MS;
  const { sold, rescanned } = await sellMixed(till, { sales: MEMORY_SALES, untilMs });
  const after = await till.heapBytes();
  const ratio = Math.round((after / before) * 1_000) / 1_000;
  report("memory", { ratio, ours: after, floor: before, rounds: sold, rescanned });
}
