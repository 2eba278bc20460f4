import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { compiledFolder } from "../sandbox/compile-cache.ts";
import { buildRenderer, isRendererBuilt } from "../sandbox/renderer-build.ts";
import {
  addCounts,
  closingLine,
  playwrightCounts,
  vitestCounts,
  withExit,
  type Counts,
} from "./support/counts.ts";
import { playwrightFailures, vitestFailures } from "./support/failures.ts";
import { fetchBrowser } from "./support/fetch-browser.ts";

/** `npm test`: everything. Words after `--` keep the test files whose path contains one of them. */
const root = resolve(import.meta.dirname, "..");
const results = resolve(root, "test-results");
const reports = {
  vitest: join(results, "vitest.json"),
  playwright: join(results, "playwright.json"),
};
const filters = process.argv.slice(2);
// Everything that tests and their programs put into a temporary folder goes with this one.
const scratch = mkdtempSync(join(tmpdir(), "tillside-"));
const scratchEnv = { TMPDIR: scratch, TEMP: scratch, TMP: scratch };
// Hundreds of tests start the same programs.
const startEnv = { NODE_COMPILE_CACHE: compiledFolder };
// A filter may well name files of one runner only.
const mayBeEmpty = filters.length > 0;

rmSync(results, { recursive: true, force: true });
mkdirSync(results);
if (!isRendererBuilt()) {
  console.log("Building the page …");
  await buildRenderer(new AbortController().signal);
}
const counts = addCounts(runVitest(), await runPlaywright());
try {
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
} catch (error) {
  // A disk that a failed test left mounted: the counts are still to be said.
  console.log(`The scratch folder stays: ${String(error)}`);
}
const isGood = counts.failed === 0 && counts.passed > 0;
if (counts.passed + counts.failed === 0) console.log("No test ran.");
// Once more where all is over: what comes before is thousands of lines away.
[...vitestFailures(reports.vitest), ...playwrightFailures(reports.playwright)].forEach((failure) =>
  console.log(`\n${failure}`),
);
console.log(`\n${closingLine(counts)}`);
process.exitCode = isGood ? 0 : 1;

function runVitest(): Counts {
  const outputFile = `--outputFile.json=${reports.vitest}`;
  const args = ["run", "--reporter=default", "--reporter=json", outputFile];
  if (mayBeEmpty) args.push("--passWithNoTests");
  const exitCode = run("node_modules/vitest/vitest.mjs", [...args, ...filters], {});
  return withExit(vitestCounts(reports.vitest), exitCode);
}

async function runPlaywright(): Promise<Counts> {
  const browser = await fetchBrowser();
  if (!browser.isFound) {
    console.log(`The browser tests did not run. ${browser.why}`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const args = ["test", "--config", "test/e2e/playwright.config.ts", "--reporter=line,json"];
  if (mayBeEmpty) args.push("--pass-with-no-tests");
  const exitCode = run("node_modules/@playwright/test/cli.js", [...args, ...filters], {
    CHROMIUM_PATH: browser.path,
    PLAYWRIGHT_JSON_OUTPUT_FILE: reports.playwright,
  });
  return withExit(playwrightCounts(reports.playwright), exitCode);
}

/** Runs a tool under this very Node: the `node` on the PATH may be an older one. */
function run(program: string, args: readonly string[], env: Record<string, string>) {
  const environment = { ...process.env, ...scratchEnv, ...startEnv, ...env };
  const options = { cwd: root, stdio: "inherit", env: environment } as const;
  return spawnSync(process.execPath, [resolve(root, program), ...args], options).status;
}
