import { mkdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { chromium, type Page } from "playwright";
import { buildRenderer, isRendererBuilt } from "../../sandbox/renderer-build.ts";
import { atRest } from "../support/axe.ts";
import { startDemo } from "../support/demo.ts";
import { fetchBrowser } from "../support/fetch-browser.ts";
import { searchField } from "../support/till-page.ts";
import type { Screen } from "./screen.ts";
import { screens } from "./screens.ts";
import { waitingScreens } from "./split-screens.ts";
import { sellMorning } from "./sell-morning.ts";

/**
 * `npm run screenshots`: the pictures of the docs. With `-- --all <folder>` every screen in every
 * state, at every size, light and dark, to be looked at; `--only <text>` keeps those whose names
 * hold it.
 */
const sizes = [
  { width: 1024, height: 768 },
  { width: 1366, height: 768 },
  { width: 1920, height: 1080 },
] as const;
const usual = sizes[1];
const themes = ["light", "dark"] as const;

const program = new Command("npm run screenshots --")
  .option("--all <folder>", "every screen at every size, into this folder")
  .option("--only <text>", "of these, the ones whose names hold the text", "")
  .parse();
const { all, only } = program.opts<{ all?: string; only: string }>();
const folder = resolve(all ?? resolve(import.meta.dirname, "../../docs/images"));
mkdirSync(folder, { recursive: true });

if (!isRendererBuilt()) await buildRenderer(new AbortController().signal);
const found = await fetchBrowser();
if (!found.isFound) throw new Error(found.why);
const browser = await chromium.launch({ executablePath: found.path, args: ["--disable-gpu"] });
const demo = await startDemo();
await sellMorning(demo);
const context = await browser.newContext({
  viewport: usual,
  reducedMotion: "reduce",
  hasTouch: true,
});
const page = await context.newPage();
context.setDefaultTimeout(20_000);
await page.goto(demo.url);
await searchField(page).waitFor();
let taken = 0;
for (const screen of screens) {
  const shown = (await screen.show(page, demo)) ?? page;
  await takePictures(shown, screen);
}
await demo.stop();
await showWaitingCaptures();
await browser.close();
console.log(`${taken} pictures are in ${folder}.`);

/** In a shop that captures later, what can still be done to a sale. */
async function showWaitingCaptures(): Promise<void> {
  if (all === undefined) return;
  const later = await startDemo({ voidWindowMs: 600_000 });
  await page.goto(later.url);
  await searchField(page).waitFor();
  for (const screen of waitingScreens) {
    await screen.show(page, later);
    await takePictures(page, screen);
  }
  await later.stop();
}

async function takePictures(shown: Page, { name, documented = [] }: Screen): Promise<void> {
  if (!name.includes(only)) return;
  await shown.evaluate(() => document.fonts.ready);
  for (const size of all === undefined ? [usual] : sizes) {
    for (const theme of themes) {
      if (all === undefined && !documented.includes(theme)) continue;
      await shown.setViewportSize(size);
      await shown.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const file = all === undefined ? `${name}-${theme}` : `${name}-${size.width}-${theme}`;
      await atRest(shown);
      await shown.screenshot({ path: join(folder, `${file}.png`) });
      taken += 1;
    }
  }
  await shown.setViewportSize(usual);
  await shown.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
}
