import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

export type BrowserSearch =
  Readonly<{ isFound: true; path: string }> | Readonly<{ isFound: false; why: string }>;

type Env = Readonly<Record<string, string | undefined>>;

const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "microsoft-edge",
];
const macApps = ["Google Chrome", "Chromium", "Microsoft Edge"];
const windowsPrograms = [
  "Google/Chrome/Application/chrome.exe",
  "Chromium/Application/chrome.exe",
  "Microsoft/Edge/Application/msedge.exe",
];

/** A Chromium for the demo's window and for the tests: named, on the machine, or Playwright's. */
export async function findBrowser(env: Env = process.env): Promise<BrowserSearch> {
  const named = env["CHROMIUM_PATH"];
  if (named) {
    if (existsSync(named)) return { isFound: true, path: named };
    return { isFound: false, why: `CHROMIUM_PATH names ${named}, which is not there.` };
  }
  const path = usualPlaces(env).find(isBrowser) ?? (await playwrightBrowser());
  if (path) return { isFound: true, path };
  const why = "No Chromium, Chrome or Edge was found. Install one, or set CHROMIUM_PATH to it.";
  return { isFound: false, why };
}

function usualPlaces(env: Env): string[] {
  if (process.platform === "darwin") {
    return macApps.map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  if (process.platform === "win32") {
    const roots = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]];
    const known = roots.filter((root) => root !== undefined);
    return known.flatMap((root) => windowsPrograms.map((program) => join(root, program)));
  }
  const folders = (env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** On Ubuntu `chromium-browser` may be a script that only asks to install a snap: ask it. */
function isBrowser(path: string): boolean {
  if (!existsSync(path)) return false;
  if (process.platform !== "linux") return true;
  return spawnSync(path, ["--version"], { timeout: 10_000, stdio: "ignore" }).status === 0;
}

/** Loaded only when asked for: Playwright takes longer to load than the demo to start. */
async function playwrightBrowser(): Promise<string | undefined> {
  const { chromium } = await import("playwright");
  const path = chromium.executablePath();
  // On a bare Debian it was downloaded and still cannot start: its system libraries are missing.
  return isBrowser(path) ? path : undefined;
}
