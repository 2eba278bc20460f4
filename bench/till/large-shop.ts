import { join } from "node:path";
import type { Browser } from "playwright";
import { Currency } from "../../contract/money.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { openDatabase } from "../../ledger/storage/open-database.ts";
import { openCatalog } from "../../register/catalog/catalog.ts";
import { openBridge } from "../../test/support/bridge-client.ts";
import { startDemo, type Demo } from "../../test/support/demo.ts";
import { sampleCatalog } from "../support/sample-catalog.ts";
import { sampleSale } from "../support/sample-sale.ts";
import { timeBarePage } from "./bare-page.ts";
import { traceBusyTasks } from "./busy-tasks.ts";
import { openTill, type BenchTill } from "./bench-page.ts";
import { reportMs, type Metric } from "./report.ts";

const PRODUCTS = 100_000;
const SALES = 50_000;
const LINES = 500;
/** Sales of one transaction, while the shop is made. */
const BATCH = 1_000;

type Timed = (act: Parameters<BenchTill["press"]>[0]) => Promise<void>;

/** A till with 100,000 products, 50,000 sales in its list, and a sale of 500 lines. */
export async function benchLargeShop(
  browser: Browser,
  { isQuick }: Readonly<{ isQuick: boolean }>,
): Promise<void> {
  const demo = await startLargeShop(isQuick ? 5_000 : SALES);
  try {
    const till = await openTill(browser, demo);
    const floor = await timeBarePage(browser, 50);
    await till.page.bringToFront();
    const part = async (metric: Metric, act: (timed: Timed) => Promise<object>) => {
      const times: number[] = [];
      await till.longTasks();
      const { answer: more, busy } = await traceBusyTasks({ browser, page: till.page }, () =>
        act(async (pressed) => void times.push(await till.press(pressed))),
      );
      const lasted = await till.longTasks();
      reportMs(metric, { ours: times, floor }, { ...more, longTasks: busy, lasted });
    };
    await part("paint/products-100000", (timed) => searchProducts(till, timed));
    await part("paint/lines-500", (timed) => workOnLongSale(till, demo, timed));
    await part("paint/sales-50000", (timed) => listSales(till, timed));
  } finally {
    await demo.stop();
  }
}

/** The demo's own book and catalogue, filled while nobody has them open. */
async function startLargeShop(sales: number): Promise<Demo> {
  const empty = await startDemo();
  await empty.stop();
  const db = openDatabase(join(empty.data, "register.db"));
  const catalog = openCatalog(db, Currency.parse("EUR"));
  db.transaction(() => catalog.importProducts(sampleCatalog(PRODUCTS))).immediate();
  const ledger = openLedger(db, Date.now);
  for (let from = 0; from < sales; from += BATCH) {
    db.transaction(() => {
      for (let index = from; index < from + BATCH; index += 1) ledger.append(sampleSale(index));
    }).immediate();
  }
  db.close();
  return startDemo({ data: empty.data });
}

/** Letter by letter, and down the results to the last. */
async function searchProducts({ page }: BenchTill, timed: Timed): Promise<object> {
  const marked = ".result[aria-selected=true]";
  for (const typed of ["m", "ma", "map", "mapl", "maple"]) {
    await timed({ key: typed.at(-1) ?? "", selector: `[data-answers="${typed}"]`, text: "" });
  }
  for (let step = 0; step < 30; step += 1) {
    await timed({ key: "ArrowDown", selector: marked, text: "Maple" });
  }
  const drawn = await page.locator(".result").count();
  await page.keyboard.press("Escape");
  return { drawn };
}

async function workOnLongSale(till: BenchTill, demo: Demo, timed: Timed): Promise<object> {
  const bridge = await openBridge(demo);
  const { sale } = await bridge.value("register.view", {});
  const products = sampleCatalog(LINES);
  for (const { barcodes } of products) {
    const [code = ""] = barcodes;
    await bridge.value("sales.scan", { saleId: sale.saleId, code, quantity: 1 });
  }
  bridge.close();
  const { page } = till;
  await page.locator(`.line.selected[aria-posinset="${LINES}"]`).waitFor();
  // What five hundred scans within a second cost is no clerk's.
  await till.longTasks();
  const selected = (at: number) => `.line.selected[aria-posinset="${at}"]`;
  for (let step = 1; step <= 30; step += 1) {
    await timed({ key: "ArrowUp", selector: selected(LINES - step), text: "" });
  }
  await timed({ key: "F4", selector: ".entered output", text: "" });
  await timed({ key: "7", selector: ".entered output", text: "7" });
  await timed({ key: "Enter", selector: ".line.selected .count", text: "7" });
  await timed({ key: "F12", selector: "h1", text: "Pay" });
  await timed({ key: "Escape", selector: ".sale-actions", text: "Pay" });
  const drawn = await page.locator(".line").count();
  await page.keyboard.press("Control+Delete");
  return { drawn };
}

/** Opens the list, walks, and runs to its end, which reads every page of it. */
async function listSales({ page }: BenchTill, timed: Timed): Promise<object> {
  const chosen = '.sale-row[aria-selected="true"]';
  await timed({ key: "Alt+2", selector: chosen, text: "-" });
  for (let step = 0; step < 20; step += 1) {
    await timed({ key: "ArrowDown", selector: chosen, text: "-" });
  }
  const list = page.getByRole("listbox", { name: "Completed sales" });
  const isAtEnd = () => page.locator(".list-more").count();
  while ((await isAtEnd()) > 0) {
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  }
  await timed({ key: "Home", selector: chosen, text: "-" });
  await timed({ key: "End", selector: chosen, text: "-1" });
  const row = page.locator(chosen);
  return {
    listed: await row.getAttribute("aria-setsize"),
    drawn: await page.locator(".sale-row").count(),
  };
}
