import { join, resolve } from "node:path";
import type { Logger } from "../register/ports.ts";
import { findBrowser } from "./find-browser.ts";
import type { Supervisor } from "./supervisor.ts";

/** Whether there is somebody who could look at a window. */
export function hasScreen(env: NodeJS.ProcessEnv = process.env): boolean {
  const { CI, DISPLAY, WAYLAND_DISPLAY } = env;
  if (CI) return false;
  return process.platform !== "linux" || Boolean(DISPLAY ?? WAYLAND_DISPLAY);
}

type Windows = Readonly<{
  supervisor: Supervisor;
  data: string;
  log: Logger;
  /** Addresses by the name of their window. */
  pages: Readonly<Record<string, string>>;
}>;

/** A window for each page, where a browser is found; the printed addresses always work. */
export async function openWindows({ supervisor, data, log, pages }: Windows): Promise<void> {
  const browser = await findBrowser();
  if (!browser.isFound) {
    log.info(`no window is opened. ${browser.why}`);
    return;
  }
  for (const [name, url] of Object.entries(pages)) {
    const env = {
      TILLSIDE_BROWSER: browser.path,
      // A profile of its own for each: a window that is closed takes no other along.
      TILLSIDE_PROFILE: join(data, name),
      TILLSIDE_URL: url,
    };
    const module = resolve(import.meta.dirname, "window-main.ts");
    await supervisor.start({ name, module, env: () => env, restarts: false });
  }
}
