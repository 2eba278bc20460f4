import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { buildRenderer, isRendererBuilt } from "../../sandbox/renderer-build.ts";
import { addCounts, playwrightCounts, type Counts } from "../support/counts.ts";
import { playwrightFailures } from "../support/failures.ts";
import { fetchBrowser } from "../support/fetch-browser.ts";
import { readResult, saveResult } from "../support/save-result.ts";

const root = resolve(import.meta.dirname, "../..");
const playwright = resolve(root, "node_modules/@playwright/test/cli.js");
/** The hosts that a machine without Electron's binary has. */
const hosts = ["browser shell", "stand-in"] as const;

export type HostRun = Readonly<{
  /** The day, UTC. */
  date: string;
  host: string;
  repeats: number;
  passed: number;
  failed: number;
  failures: readonly string[];
}>;

type Options = Readonly<{ repeats: string; minutes: string; save: boolean }>;

/**
 * The host suite again and again, both hosts beside each other. What a failed repeat left behind
 * stays in `test-results`. True where nothing failed.
 */
export async function drillHosts(options: Options): Promise<boolean> {
  const startedMs = performance.now();
  const browser = await fetchBrowser();
  if (!browser.isFound) throw new Error(browser.why);
  if (!isRendererBuilt()) await buildRenderer(new AbortController().signal);
  const isOver = () => performance.now() - startedMs > Number(options.minutes) * 60_000;
  const plan = { repeats: Number(options.repeats), isOver, chromium: browser.path };
  const runs = await Promise.all(hosts.map((host) => repeated(host, plan)));
  if (options.save) {
    const command = `npm run drill -- hosts --repeats ${options.repeats} --save`;
    const result = [...earlierRuns(), ...runs];
    await saveResult("drill-hosts", { command, startedMs, result });
  }
  return runs.every(({ failed }) => failed === 0);
}

function earlierRuns(): readonly HostRun[] {
  return (readResult("drill-hosts")?.result ?? []) as readonly HostRun[];
}

type Plan = Readonly<{ repeats: number; isOver: () => boolean; chromium: string }>;

async function repeated(host: string, plan: Plan): Promise<HostRun> {
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  let repeats = 0;
  while (repeats < plan.repeats && !plan.isOver()) {
    repeats += 1;
    const once = await oneRepeat(host, { repeat: repeats, chromium: plan.chromium });
    counts = addCounts(counts, once.counts);
    failures.push(...once.failures);
    console.log(`${host} ${repeats}: ${once.counts.passed} passed, ${once.counts.failed} failed`);
    once.failures.forEach((failure) => console.log(failure));
  }
  const { passed, failed } = counts;
  const date = new Date().toISOString().slice(0, 10);
  return { date, host, repeats, passed, failed, failures };
}

async function oneRepeat(
  host: string,
  { repeat, chromium }: Readonly<{ repeat: number; chromium: string }>,
): Promise<Readonly<{ counts: Counts; failures: readonly string[] }>> {
  const scratch = mkdtempSync(join(tmpdir(), "tillside-hosts-"));
  const report = join(scratch, "report.json");
  const output = join(root, "test-results", `repeat-${host.replace(" ", "-")}`);
  const config = ["--config", "test/e2e/playwright.config.ts", "--reporter=json"];
  const args = ["test", ...config, `--project=${host}`, `--output=${output}`, "hosts/"];
  const env = {
    ...{ CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    ...{ TMPDIR: scratch, TEMP: scratch, TMP: scratch },
  };
  const run = spawn(process.execPath, [playwright, ...args], {
    cwd: root,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...env },
  });
  const [exitCode] = (await once(run, "close")) as [number | null];
  const counts = playwrightCounts(report);
  const failures = playwrightFailures(report);
  if (exitCode === 0 && counts.failed === 0) {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
    return { counts, failures };
  }
  // The next repeat empties the folder that it writes to.
  const kept = `${output}-${repeat}`;
  rmSync(kept, { recursive: true, force: true });
  renameSync(output, kept);
  copyFileSync(report, `${kept}.json`);
  const ended = counts.failed === 0 ? [`${host}: ended with ${String(exitCode)}`] : failures;
  return { counts: { ...counts, failed: Math.max(1, counts.failed) }, failures: ended };
}
