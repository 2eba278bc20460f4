import type { Browser, CDPSession, Page } from "playwright";
import { openBridge } from "../../test/support/bridge-client.ts";
import type { Demo } from "../../test/support/demo.ts";
import { searchField } from "../../test/support/till-page.ts";
import { timeToFrame, type Act } from "./key-to-frame.ts";

/** Tasks of the page that took longer than 50 ms, which is what the browser calls long. */
export type LongTasks = Readonly<{ count: number; longestMs: number }>;

export type BenchTill = Readonly<{
  page: Page;
  /** From the navigation to the field that can be scanned into. */
  pageMs: number;
  /** Products that a scan adds at once: a code, and what it is called. */
  codes: readonly Readonly<{ code: string; name: string }>[];
  /** Presses a key; milliseconds from its event to the frame in which the text stands. */
  press: (act: Act) => Promise<number>;
  /** Types a code as a scanner does; the same, from the Enter that ends it. */
  scan: (code: string, act: Omit<Act, "key">) => Promise<number>;
  /** Since the last time that they were asked for. */
  longTasks: () => Promise<LongTasks>;
  /** What JavaScript holds once all that nobody needs is collected, in bytes. */
  heapBytes: () => Promise<number>;
}>;

type Window = typeof globalThis & { longTasks?: number[] };

export async function openTill(browser: Browser, demo: Demo): Promise<BenchTill> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const startedAt = performance.now();
  await page.goto(demo.url);
  await searchField(page).waitFor();
  const pageMs = performance.now() - startedAt;
  await page.evaluate(watchLongTasks);
  const devtools = await page.context().newCDPSession(page);
  return {
    page,
    pageMs,
    codes: await plainCodes(demo),
    press: (act) => timeToFrame(page, act),
    scan: (code, shown) =>
      timeToFrame(page, { key: "Enter", ...shown }, () => typeAsScanner(devtools, code)),
    longTasks: () => page.evaluate(takeLongTasks),
    heapBytes: async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      return usedSize;
    },
  };
}

/**
 * All keys at once, as a wedge sends them: a driver that waits for each key's answer makes pauses
 * in a code, on a busy machine longer than a hand's.
 */
async function typeAsScanner(devtools: CDPSession, code: string): Promise<void> {
  const keys = [
    ...Array.from(code, (sign) => ({ key: sign, code: `Digit${sign}`, text: sign })),
    { key: "Enter", code: "Enter", text: "\r" },
  ];
  const pressed = keys.flatMap(({ text, ...key }) => [
    devtools.send("Input.dispatchKeyEvent", { type: "keyDown", text, ...key }),
    devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...key }),
  ]);
  await Promise.all(pressed);
}

async function plainCodes(demo: Demo): Promise<BenchTill["codes"]> {
  const bridge = await openBridge(demo);
  const products = await bridge.value("catalog.search", { text: "a", limit: 50 });
  bridge.close();
  return products.flatMap(({ barcodes, name, unit, isPriceOpen, hasVariants }) => {
    const [code] = barcodes;
    const isPlain = !unit && !isPriceOpen && !hasVariants;
    return code !== undefined && isPlain ? [{ code, name }] : [];
  });
}

function watchLongTasks(): void {
  const page = globalThis as Window;
  page.longTasks = [];
  new PerformanceObserver((list) => {
    page.longTasks?.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: "longtask" });
}

function takeLongTasks(): LongTasks {
  const page = globalThis as Window;
  const durations = page.longTasks ?? [];
  page.longTasks = [];
  return { count: durations.length, longestMs: Math.round(Math.max(0, ...durations)) };
}
