import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { findBrowser, type BrowserSearch } from "../../sandbox/find-browser.ts";

const root = resolve(import.meta.dirname, "../..");
const playwright = resolve(root, "node_modules/playwright/cli.js");
/** A download of some 150 MB over a slow line; a blocked one fails sooner. */
const DOWNLOAD_LIMIT_MS = 240_000;

/**
 * A browser for the tests: one that is there, else Playwright's download, else Debian's package
 * where this process is root. Says what it does, because it changes the machine.
 */
export async function fetchBrowser(): Promise<BrowserSearch> {
  const found = await findBrowser();
  if (found.isFound || process.env["CHROMIUM_PATH"]) return found;

  console.log("No Chromium found. Downloading Playwright's …");
  run(process.execPath, [playwright, "install", "chromium"]);
  const downloaded = await findBrowser();
  if (downloaded.isFound) return downloaded;

  const mayInstall = process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
  if (!mayInstall) {
    const why = `${found.why} Playwright's download failed or does not start here.`;
    return { isFound: false, why };
  }
  console.log("That one does not start. Installing Debian's chromium by apt-get, as root …");
  const isInstalled =
    run("apt-get", ["update"]) &&
    run("apt-get", ["install", "-y", "--no-install-recommends", "chromium"]);
  if (isInstalled) return findBrowser();
  return { isFound: false, why: `${found.why} The download failed, and so did apt-get.` };
}

function run(command: string, args: readonly string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const options = { cwd: root, env, stdio: "inherit", timeout: DOWNLOAD_LIMIT_MS } as const;
  return spawnSync(command, args, options).status === 0;
}
