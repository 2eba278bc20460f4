import { CrashError } from "./crash.ts";
import { runSeed } from "./run-seed.ts";
import { replaceTimers } from "./virtual-timers.ts";

/** One process of `npm run simulate`: takes seeds from its parent and answers how each went. */
replaceTimers();
const strays: string[] = [];
process.on("unhandledRejection", (error) => {
  // The power cut may strike where nobody waits any more.
  if (!(error instanceof CrashError)) strays.push(String(error));
});
process.on("message", (order: { seed: number; steps: number }) => void run(order));
process.on("disconnect", () => process.exit(0));
process.send?.("ready");

async function run({ seed, steps }: { seed: number; steps: number }): Promise<void> {
  const { lines: _lines, ...result } = await runSeed(seed, steps);
  const bugs = strays.splice(0).map((what) => ({ invariant: "bug", what }));
  process.send?.({ ...result, violations: [...result.violations, ...bugs] });
}
