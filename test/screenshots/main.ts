import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { chromium, type Browser } from "playwright";
import { buildRenderer, isRendererBuilt } from "../../sandbox/renderer-build.ts";
import { openBridge } from "../support/bridge-client.ts";
import { startDemo, type Demo } from "../support/demo.ts";
import { fetchBrowser } from "../support/fetch-browser.ts";
import { addToSale, payCash } from "../support/selling.ts";
import { searchField } from "../support/till-page.ts";
import { screens } from "./screens.ts";

/**
 * `npm run screenshots`: a picture of each screen for the docs, light and dark. With
 * `-- --all <folder>` every screen at every size, to be looked at.
 */
type Size = Readonly<{ width: number; height: number }>;
type Theme = "light" | "dark";

const documented: readonly Size[] = [{ width: 1366, height: 768 }];
const everySize: readonly Size[] = [
  { width: 1024, height: 768 },
  ...documented,
  { width: 1920, height: 1080 },
];
const themes: readonly Theme[] = ["light", "dark"];

const program = new Command("npm run screenshots --")
  .option("--all <folder>", "every screen at every size, into this folder")
  .parse();
const { all } = program.opts<{ all?: string }>();
const folder = resolve(all ?? resolve(import.meta.dirname, "../../docs/images"));
mkdirSync(folder, { recursive: true });

if (!isRendererBuilt()) await buildRenderer(new AbortController().signal);
const found = await fetchBrowser();
if (!found.isFound) throw new Error(found.why);
const browser = await chromium.launch({ executablePath: found.path, args: ["--disable-gpu"] });
for (const size of all === undefined ? documented : everySize) {
  for (const theme of themes) await takePictures(browser, size, theme);
}
await browser.close();
console.log(`The pictures are in ${folder}.`);

async function takePictures(window: Browser, size: Size, theme: Theme): Promise<void> {
  const demo = await startDemo();
  await sellSome(demo);
  const context = await window.newContext({
    viewport: size,
    colorScheme: theme,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  await page.goto(demo.url);
  await searchField(page).waitFor();
  await page.evaluate(() => document.fonts.ready);
  for (const { name, show, isDocumented, isOfReader = false } of screens) {
    await show(page, demo);
    const shown = isOfReader ? (context.pages().at(-1) ?? page) : page;
    const file = all === undefined ? `${name}-${theme}` : `${name}-${size.width}-${theme}`;
    if (all !== undefined || isDocumented)
      await shown.screenshot({ path: join(folder, `${file}.png`) });
  }
  await context.close();
  await demo.stop();
}

/** Enough sales for lists and reports to look like a morning's. */
async function sellSome(demo: Demo): Promise<void> {
  const till = await openBridge(demo);
  const baskets = [["flat white"], ["rye", "brie"], ["gooseneck"], ["kenya", "filter papers 02"]];
  for (const basket of [...baskets, ["hot chocolate", "cinnamon bun"], ["decaf"]]) {
    for (const name of basket) await addToSale(till, name);
    const { sale } = await till.value("register.view", {});
    await payCash(till, sale);
  }
  till.close();
}
