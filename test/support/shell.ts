import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Caller } from "../../contract/commands.ts";
import { openRegister, type Register } from "../../register/register.ts";
import {
  openBrowserShell,
  type BrowserShell,
  type BrowserShellOptions,
} from "../../sandbox/browser-shell.ts";
import { demoProducts } from "../../sandbox/demo-catalog.ts";
import { demoClerk, demoShop } from "../../sandbox/demo-shop.ts";
import { temporaryFolder } from "./demo.ts";
import { memorySecrets } from "./memory-secrets.ts";

export const launchToken = "a-launch-token-for-these-tests";
/** What was logged as an error since the last `closeShells`. */
export const errors: string[] = [];
export const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (text: string) => errors.push(text),
};
const opened: { close: () => void }[] = [];

export function closeShells(): void {
  for (const each of opened.splice(0)) each.close();
  errors.length = 0;
}

/** A register of its own, on a real disk. */
export function newRegister(): Register {
  let last = 0;
  const register = openRegister({
    folder: temporaryFolder(),
    config: demoShop,
    products: demoProducts,
    cards: null,
    now: Date.now,
    newId: (prefix) => `${prefix}_${(last += 1)}`,
    log,
    secrets: memorySecrets(),
  });
  opened.push(register);
  return register;
}

type Options = Partial<Readonly<{ register: BrowserShellOptions["register"]; caller: Caller }>>;

/** A browser shell on a free port, serving a small page. */
export async function openShell(options: Options = {}): Promise<BrowserShell & { url: string }> {
  const { register = newRegister(), caller = "till" } = options;
  const staticFolder = temporaryFolder();
  mkdirSync(join(staticFolder, "assets"));
  writeFileSync(join(staticFolder, "index.html"), "<!doctype html><title>the till</title>");
  writeFileSync(join(staticFolder, "assets/page-abc.js"), "export {};");
  const who = { caller, ...demoClerk };
  const shell = await openBrowserShell({
    register,
    staticFolder,
    ...{ port: 0, readerPort: 0 },
    launchToken,
    who,
    log,
  });
  opened.unshift(shell);
  return { ...shell, url: `http://127.0.0.1:${shell.port}/?token=${launchToken}` };
}
