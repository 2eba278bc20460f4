import { spawnSync, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type ElectronApplication, type Page } from "@playwright/test";
import { expect, loneEnv, root } from "../electron/desktop.ts";
import { launch, problemsOf, standIn, windowAt } from "../e2e/hosts/window-host.ts";
import { temporaryFolder } from "../support/demo.ts";
import { complaintsOf } from "../support/page-complaints.ts";
import { addByName, figure, searchField } from "../support/till-page.ts";
import { mutants, type Mutant } from "./mutants.ts";

const PATIENCE_MS = 10_000;
const elsewhere = "https://attacker.example/";

/** A copy of what was built, with one fault in it. */
function copyWith(change: Pick<Mutant, "file" | "find" | "replace"> | undefined): string {
  const folder = join(temporaryFolder(), "app");
  mkdirSync(folder);
  cpSync(join(root, "out"), join(folder, "out"), { recursive: true });
  cpSync(join(root, "package.json"), join(folder, "package.json"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  if (change === undefined) return folder;
  const path = join(folder, change.file);
  const before = readFileSync(path, "utf8");
  const after = before.replace(change.find, change.replace);
  expect(after, "the fault changes the file").not.toBe(before);
  writeFileSync(path, after);
  return folder;
}

/** Waits for what must come, and says in our own words when it does not. */
async function must(sentence: string, coming: Promise<unknown>): Promise<void> {
  await coming.catch((error: unknown) => {
    throw new Error(`${sentence}\n${String(error)}`);
  });
}

async function sell(page: Page): Promise<void> {
  await must("the till never stood ready", searchField(page).waitFor({ timeout: PATIENCE_MS }));
  await addByName(page, "flat white");
  await page.keyboard.press("F9");
  await page.keyboard.press("Enter");
  const paid = figure(page, "Paid").waitFor({ timeout: PATIENCE_MS });
  await must("the sale was not paid", paid);
}

async function tryBounds(page: Page): Promise<void> {
  const location = await page.evaluate(async () => {
    const { state } = await navigator.permissions.query({ name: "geolocation" });
    return state;
  });
  if (location !== "denied") throw new Error(`geolocation is ${location}`);
  await page.evaluate((url) => window.open(url), elsewhere);
  const asked = page.waitForEvent("requestfailed", {
    predicate: (request) => request.url() === elsewhere,
    timeout: PATIENCE_MS,
  });
  await page.evaluate((url) => {
    window.location.href = url;
  }, elsewhere);
  // Nobody has that name; a navigation that was let through fails otherwise.
  const { errorText } = (await asked).failure() ?? {};
  if (errorText !== "net::ERR_ABORTED") throw new Error("the till left its page");
}

function startAgain(folder: string, data: string): void {
  const args = ["--no-sandbox", folder, `--user-data-dir=${data}/desktop`];
  const env = { ...process.env, ...loneEnv(data) };
  const { status } = spawnSync(standIn, args, { env, timeout: PATIENCE_MS });
  if (status !== 0) throw new Error("a second start went on");
}

/** All that a mutant must not get through. */
async function useApp(app: ElectronApplication, again: () => void): Promise<readonly string[]> {
  // Heard from a window's first moment: what the policy blocks is told as its page comes.
  const told = new Map<Page, string[]>();
  const listen = (page: Page) => void told.set(page, complaintsOf(page));
  app.windows().forEach(listen);
  app.on("window", listen);
  const opened = await Promise.race([windowAt(app, "till"), pause()]);
  if (opened === undefined) throw new Error("the till's window never stood");
  const complaints = await usePage(opened, told.get(opened) ?? [], again);
  return [...complaints, ...(await problemsOf(app))];
}

function pause(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, undefined));
}

async function usePage(
  page: Page,
  complaints: readonly string[],
  andThen: () => void,
): Promise<readonly string[]> {
  try {
    await sell(page);
    await tryBounds(page);
    andThen();
    return complaints;
  } catch (error) {
    throw new Error([String(error), ...complaints].join("\n"), { cause: error });
  }
}

/** What shows of a fault: nothing where there is none. */
async function symptomsOf(folder: string): Promise<string> {
  const data = temporaryFolder();
  const log = join(data, "standin.log");
  writeFileSync(log, "");
  const hostEnv = { ...loneEnv(data), STANDIN_LOG: log, STANDIN_ENTRY_LIMIT_MS: "3000" };
  let child: ChildProcess | undefined;
  try {
    const app = await launch({ data, hostEnv }, { binary: standIn, folder, killAt: "" });
    child = app.process();
    return (await useApp(app, () => startAgain(folder, data))).join("\n");
  } catch (error) {
    return `${String(error)}\n${readFileSync(log, "utf8")}`;
  } finally {
    child?.kill("SIGKILL");
  }
}

test.describe("a fault in the built host shows for its own reason", () => {
  for (const mutant of mutants) {
    test(mutant.name, async () => {
      expect(await symptomsOf(copyWith(mutant))).toMatch(mutant.seen);
    });
  }

  test("and nothing shows where there is no fault", async () => {
    expect(await symptomsOf(copyWith(undefined))).toBe("");
  });
});
