import { spawn } from "node:child_process";
import { once } from "node:events";
import { join, resolve } from "node:path";
import type { Logger } from "../../register/ports.ts";
import type { Register } from "../../register/register.ts";
import { openBrowserShell, READER_PAGE } from "../browser-shell.ts";
import { newDeviceToken } from "../demo-cards/relay-settings.ts";
import { demoClerk } from "../demo-shop.ts";
import { findBrowser } from "../find-browser.ts";
import { buildRenderer, isRendererBuilt } from "../renderer-build.ts";

/**
 * The built reader page in a Chromium that nobody sees: what a till's window does, without its
 * till. The answer closes both.
 */
export async function openReaderPage(
  register: Register,
  folder: string,
  log: Logger,
): Promise<() => Promise<void>> {
  const browser = await findBrowser();
  if (!browser.isFound) throw new Error(`${browser.why} --via relay needs none.`);
  if (!isRendererBuilt()) await buildRenderer(new AbortController().signal);
  const launchToken = newDeviceToken();
  const shell = await openBrowserShell({
    ...{ register, launchToken, log, port: 0, readerPort: 0 },
    staticFolder: resolve(import.meta.dirname, "../../out/renderer"),
    who: { caller: "till", ...demoClerk },
  });
  const args = [
    "--headless",
    `--user-data-dir=${join(folder, "reader-page")}`,
    "--no-first-run",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    // Chromium refuses its sandbox to root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    `http://127.0.0.1:${shell.readerPort}${READER_PAGE}?token=${launchToken}`,
  ];
  const page = spawn(browser.path, args, { stdio: "ignore" });
  return async () => {
    const ended = once(page, "exit");
    page.kill();
    await ended;
    shell.close();
  };
}
