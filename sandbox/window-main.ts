import { spawn } from "node:child_process";
import { z } from "zod";
import { runChild } from "./child-process.ts";

/**
 * The demo's window: Chromium in app mode with a profile of its own, so that it is a process of
 * ours and ends with us. The token is visible among this machine's processes; the demo's money is
 * not real, and the desktop host needs no token.
 */
const Settings = z.object({
  TILLSIDE_BROWSER: z.string().min(1),
  TILLSIDE_PROFILE: z.string().min(1),
  TILLSIDE_URL: z.url(),
});

await runChild(() => {
  const settings = Settings.parse(process.env);
  const args = [
    `--app=${settings.TILLSIDE_URL}`,
    `--user-data-dir=${settings.TILLSIDE_PROFILE}`,
    "--window-size=1366,768",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-sync",
    // Chromium refuses its sandbox to root.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  const window = spawn(settings.TILLSIDE_BROWSER, args, { stdio: "ignore" });
  window.on("exit", () => process.exit(0));
  window.on("error", () => process.exit(1));
  return Promise.resolve({ details: {}, close: () => void window.kill() });
});
