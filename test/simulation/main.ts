import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { Command } from "commander";
import { saveResult } from "../support/save-result.ts";
import { runAll, type Summary } from "./run-all.ts";
import { runSeed } from "./run-seed.ts";
import { replaceTimers } from "./virtual-timers.ts";

/**
 * `npm run simulate`: registers, relay and the local Stripe in one process, on virtual time, in storms
 * that follow from a seed. Ends with 0 when no invariant broke in any seed.
 */
const options = new Command("simulate")
  .description("Card payments in storms: every seed replays, every invariant after every step.")
  .option("--seeds <n>", "how many storms", "10000")
  .option("--steps <n>", "how many things happen in a storm, beside what they cause", "200")
  .option("--from <n>", "the first seed", "1")
  .option("--minutes <n>", "hands out no seed after so many; what was run counts", "1440")
  .option("--seed <n>", "replays one seed and tells all of it")
  .option("--workers <n>", "processes", String(availableParallelism()))
  .option("--failures <n>", "how many broken seeds say enough", "20")
  .option("--json", "one JSON line", false)
  .option("--save", "keeps the outcome for docs/quality.md", false)
  .parse()
  .opts<
    Record<"seeds" | "steps" | "from" | "workers" | "failures" | "minutes", string> & {
      seed?: string;
      json: boolean;
      save: boolean;
    }
  >();

const steps = Number(options.steps);
if (options.seed === undefined) await storms();
else await replay(Number(options.seed));

async function storms(): Promise<void> {
  const startedMs = performance.now();
  const summary = await runAll({
    program: resolve(import.meta.dirname, "worker.ts"),
    first: Number(options.from),
    count: Number(options.seeds),
    steps,
    workers: Number(options.workers),
    maxFailures: Number(options.failures),
    isOver: () => performance.now() - startedMs > Number(options.minutes) * 60_000,
  });
  const seconds = (performance.now() - startedMs) / 1_000;
  if (options.save) {
    const command = `npm run simulate -- --seeds ${summary.seeds} --steps ${steps}`;
    await saveResult("simulate", { command, startedMs, result: { ...summary, steps } });
  }
  if (options.json) console.log(JSON.stringify({ ...summary, steps, seconds }));
  else print(summary, seconds);
  process.exitCode = summary.failures.length === 0 && summary.seeds > 0 ? 0 : 1;
}

function print(summary: Summary, seconds: number): void {
  for (const { seed, violations } of summary.failures) {
    const [first] = violations;
    console.log(`seed ${seed}: ${first?.invariant ?? ""} ${first?.what ?? ""}`);
    console.log(`  npm run simulate -- --steps ${steps} --seed ${seed}`);
  }
  const { seeds, audits, payments, captured, direct, refunds, declines, crashes, lateMs } = summary;
  const { splits, takenBack, links, voids, raises, lateTips } = summary;
  console.log(`${seeds} seeds of ${steps} steps, ${audits} audits, in ${seconds.toFixed(1)} s`);
  console.log(
    `${payments} payments, ${captured} captured (${direct} directly), ${declines} declines, ${refunds} refunds, ${crashes} crashes`,
  );
  console.log(
    `${splits} sales paid in parts, ${takenBack} parts given back, ${links} by link, ${voids} voids, ${raises} holds grew, ${lateTips} tips on slips`,
  );
  console.log(
    `R6: taken and not recorded for at most ${(lateMs / 1_000).toFixed(1)} s after the trouble`,
  );
  console.log(`R1: ${summary.failures.length} seeds broke an invariant`);
}

async function replay(seed: number): Promise<void> {
  replaceTimers();
  const { lines, violations, audits } = await runSeed(seed, steps, true);
  console.log(lines.join("\n"));
  violations.forEach(({ invariant, what }) => console.log(`VIOLATED ${invariant}: ${what}`));
  console.log(`seed ${seed}: ${audits} audits, ${violations.length} violations`);
  process.exitCode = violations.length === 0 ? 0 : 1;
}
