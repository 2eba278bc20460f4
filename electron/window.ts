import { join } from "node:path";
import { BrowserWindow, session, type BrowserWindowConstructorOptions } from "electron";
import type { Logger } from "../register/ports.ts";
import { guardContents, guardPermissions, type Beside } from "./guard.ts";
import { createRestarts } from "./restarts.ts";
import { originOf, servePages, type Page } from "./scheme.ts";

type WindowPlan = Readonly<{
  page: Page;
  /** Its place under the page's origin. */
  path: string;
  preload: string;
  /** A window's storage, permissions and protocol are its own. "persist:" keeps its storage. */
  partition: string;
  policy: string;
  /** What its page may ask to be opened. */
  beside?: Beside;
  options: BrowserWindowConstructorOptions;
  log: Logger;
}>;

/** Opens a sandboxed window on one of our own pages; it stays on it. */
export function openWindow(plan: WindowPlan): BrowserWindow {
  const { page, policy, log } = plan;
  const own = session.fromPartition(plan.partition);
  guardPermissions(own, page);
  servePages(own, { page, policy });
  const window = new BrowserWindow({
    ...plan.options,
    webPreferences: {
      ...plan.options.webPreferences,
      preload: join(import.meta.dirname, "../preload", plan.preload),
      session: own,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      spellcheck: false,
    },
  });
  const contents = window.webContents;
  guardContents(contents, plan.beside ?? {});
  contents.on("preload-error", (_event, path, error) =>
    log.error("a preload did not load", { path, error: error.message }),
  );
  loadAndKeep(window, `${originOf(page)}${plan.path}`, log);
  return window;
}

/** A page that crashed is loaded again: the sale is a row in the register's database. */
function loadAndKeep(window: BrowserWindow, url: string, log: Logger): void {
  const restarts = createRestarts();
  const load = () => {
    if (window.isDestroyed()) return;
    window.loadURL(url).catch((error: unknown) => {
      log.error("a page did not load", { url, error: String(error) });
    });
  };
  window.webContents.on("render-process-gone", (_event, { reason }) => {
    log.warn("a page is gone", { url, reason });
    const delayMs = reason === "clean-exit" ? undefined : restarts.nextDelayMs(performance.now());
    if (delayMs !== undefined) setTimeout(load, delayMs);
  });
  load();
}
