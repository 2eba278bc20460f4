import { fork } from "node:child_process";
import { once } from "node:events";
import { resolve } from "node:path";
import { Command } from "commander";
import { saveResult, withEarlier } from "../support/save-result.ts";
import type { Scene } from "./explore-scene.ts";
import type { Exploration } from "./explore.ts";

/**
 * `npm run model`: the pure machines of a card payment in every order of everything that may happen,
 * up to a budget of trouble. Ends with 0 when no state broke an invariant.
 */
const { states, only, json, save } = new Command("model")
  .description("Explores all that may happen to a payment, and to what was paid, breadth first.")
  .option("--states <n>", "how many states of each scene", "1000000")
  .option("--only <text>", "scenes whose name contains the text", "")
  .option("--json", "one JSON line", false)
  .option("--save", "keeps the outcome for docs/quality.md", false)
  .parse()
  .opts<{ states: string; only: string; json: boolean; save: boolean }>();

const program = resolve(import.meta.dirname, "worker.ts");
/** One attempt alone is explored to its end; two are more than any machine holds. */
const jobs = [
  { scene: "alone", budget: 2, maxStates: Number.MAX_SAFE_INTEGER },
  { scene: "one-till", budget: 1, maxStates: Number(states) },
  { scene: "two-tills", budget: 1, maxStates: Number(states) },
  { scene: "direct-alone", budget: 1, maxStates: Number.MAX_SAFE_INTEGER },
  { scene: "direct-one-till", budget: 1, maxStates: Number(states) },
  { scene: "direct-two-tills", budget: 1, maxStates: Number(states) },
  { scene: "both-ways", budget: 1, maxStates: Number(states) },
  { scene: "void", budget: 3, maxStates: Number.MAX_SAFE_INTEGER },
  { scene: "refunds", budget: 3, maxStates: Number(states) },
  { scene: "reader-refund", budget: 3, maxStates: Number.MAX_SAFE_INTEGER },
  { scene: "link", budget: 2, maxStates: Number(states) },
] as const satisfies readonly Readonly<{ scene: Scene; budget: number; maxStates: number }>[];

const command = `npm run model -- --states ${states}`;
const startedMs = performance.now();
// Two at a time: each may take a few gigabytes.
const explorations: Exploration[] = [];
const waiting = jobs.filter(({ scene }) => scene.includes(only));
await Promise.all([1, 2].map(runNext));
explorations.sort((one, other) => placeOf(one.scene) - placeOf(other.scene));
if (save) await saveResult("model", { command, startedMs, result: known() });
if (json) console.log(JSON.stringify(explorations));
else explorations.forEach(print);
const count = explorations.reduce((sum, each) => sum + each.states, 0);
const isGood = explorations.every(({ fault }) => fault === null);
if (!json) console.log(`${count} distinct states, ${isGood ? "no" : "an"} invariant broke`);
process.exitCode = isGood ? 0 : 1;

function placeOf(scene: Exploration["scene"]): number {
  return jobs.findIndex((job) => job.scene === scene);
}

/** With what earlier runs found of the scenes that this one left out, in the order of the jobs. */
function known(): readonly Exploration[] {
  if (only === "") return explorations;
  return withEarlier("model", explorations, ({ scene }) => scene).toSorted(
    (one, other) => placeOf(one.scene) - placeOf(other.scene),
  );
}

async function runNext(): Promise<void> {
  for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
    explorations.push(await run(job));
  }
}

async function run(job: (typeof jobs)[number]): Promise<Exploration> {
  const child = fork(program, [JSON.stringify(job)], { execArgv: ["--max-old-space-size=6000"] });
  const [told] = await Promise.all([once(child, "message"), once(child, "exit")]);
  return told[0] as Exploration;
}

function print({ scene, states: seen, transitions, depth, isWhole, fault }: Exploration): void {
  const how = isWhole ? "all there are" : "as many as were asked for";
  console.log(`${scene}: ${seen} states (${how}), ${transitions} moves, ${depth} deep`);
  if (fault !== null) console.log(`  ${fault.what}\n  ${fault.path.join("\n  ")}`);
}
