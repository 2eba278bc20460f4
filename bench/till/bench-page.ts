import type { Browser, Page } from "playwright";
import type { Demo } from "../../test/support/demo.ts";
import { openBridge } from "../../test/support/bridge-client.ts";
import { searchField } from "../../test/support/till-page.ts";

/** One act and what tells that its effect is on the screen: a text that the page must then hold. */
export type Act = Readonly<{ key: string; selector: string; text: string }>;

export type BenchTill = Readonly<{
  page: Page;
  /** From the navigation to the first frame that can be scanned into. */
  coldMs: number;
  /** Codes of the demo's products, and what each is called. */
  codes: readonly Readonly<{ code: string; name: string }>[];
  /** Presses a key; milliseconds from its event to the next frame in which the text stands. */
  press: (act: Act) => Promise<number>;
  /** Types a code as a scanner does; the same, from the Enter that ends it. */
  scan: (code: string, act: Omit<Act, "key">) => Promise<number>;
  /** How many tasks of the page took longer than 50 ms so far. */
  longTasks: () => Promise<number>;
  heapBytes: () => Promise<number>;
}>;

type Window = typeof globalThis & {
  measured?: Promise<number | undefined>;
  longTasks?: number;
};

export async function openTill(browser: Browser, demo: Demo): Promise<BenchTill> {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  const startedAt = performance.now();
  await page.goto(demo.url);
  await searchField(page).waitFor();
  const coldMs = performance.now() - startedAt;
  await page.evaluate(countLongTasks);
  const bridge = await openBridge(demo);
  const products = await bridge.value("catalog.search", { text: "a", limit: 50 });
  bridge.close();
  const devtools = await page.context().newCDPSession(page);
  const timed = async ({ key, ...shown }: Act, act: () => Promise<void>) => {
    await page.evaluate(startMeasuring, { ...shown, last: key });
    await act();
    const ms = await page.evaluate(measured);
    if (ms === undefined) throw new Error(`${key} did not show "${shown.text}"`);
    return ms;
  };
  const press = (act: Act) => timed(act, () => page.keyboard.press(act.key));
  return {
    page,
    coldMs,
    codes: products.flatMap(({ barcodes, name, unit, isPriceOpen, hasVariants }) => {
      const [code] = barcodes;
      const isPlain = !unit && !isPriceOpen && !hasVariants;
      return code !== undefined && isPlain ? [{ code, name }] : [];
    }),
    press,
    scan: (code, shown) =>
      timed({ key: "Enter", ...shown }, async () => {
        await page.keyboard.type(code);
        await page.keyboard.press("Enter");
      }),
    longTasks: () => page.evaluate(() => (globalThis as Window).longTasks ?? 0),
    heapBytes: async () => {
      await devtools.send("HeapProfiler.collectGarbage");
      const { usedSize } = await devtools.send("Runtime.getHeapUsage");
      return usedSize;
    },
  };
}

function countLongTasks(): void {
  const page = globalThis as Window;
  page.longTasks = 0;
  new PerformanceObserver((list) => {
    page.longTasks = (page.longTasks ?? 0) + list.getEntries().length;
  }).observe({ type: "longtask" });
}

/** In the page: from the key's own timestamp to the end of the frame that shows the text. */
function startMeasuring({
  selector,
  text,
  last,
}: Readonly<{ selector: string; text: string; last: string }>): void {
  const page = globalThis as Window;
  page.measured = new Promise((resolve) => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== last) return;
      window.removeEventListener("keydown", listen, { capture: true });
      const look = () => {
        const isShown = document.querySelector(selector)?.textContent.includes(text);
        if (performance.now() - event.timeStamp > 5_000) resolve(undefined);
        else if (isShown) resolve(performance.now() - event.timeStamp);
        else requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    };
    window.addEventListener("keydown", listen, { capture: true });
  });
}

function measured(): Promise<number | undefined> | undefined {
  return (globalThis as Window).measured;
}
