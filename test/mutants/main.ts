import { Command } from "commander";
import { copyTree, findsFault, isCaught, type Copy } from "./hunt-mutant.ts";
import { saveResult, withEarlier } from "../support/save-result.ts";
import type { Hunt, Mutant } from "./mutant.ts";
import { mutants } from "./mutants.ts";

/**
 * `npm run mutants`: breaks a copy of the tree in one place after the other and looks whether the
 * tests notice. Ends with 0 when each bug was caught (R8).
 */
const { json, only, proof, save } = new Command("mutants")
  .description("Plants bugs in a copy and hunts each with the quickest test that must catch it.")
  .option("--only <text>", "those whose name or file contains the text", "")
  .option("--no-proof", "skips the proof that the tests find nothing without a bug")
  .option("--json", "one JSON line", false)
  .option("--save", "keeps the outcome for docs/quality.md", false)
  .parse()
  .opts<{ json: boolean; only: string; proof: boolean; save: boolean }>();

const startedMs = performance.now();
const chosen = mutants.filter(({ name, file }) => `${name} ${file}`.includes(only));
/** One copy for each hunt at a time: a bug in the one is none in the other. */
const copies = [copyTree(), copyTree()] as const;
try {
  if (proof) await proveNothingWrong();
  const waiting = [...chosen];
  const found = new Map<Mutant, Planted>();
  await Promise.all(copies.map(huntOn));
  const results = chosen.flatMap((mutant) => found.get(mutant) ?? []);

  async function huntOn(copy: Copy): Promise<void> {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      found.set(mutant, await plant(copy, mutant));
    }
  }
  const isWhole = only === "";
  const result = isWhole ? results : withEarlier("mutants", results, ({ name }) => name);
  if (save) await saveResult("mutants", { command: "npm run mutants", startedMs, result });
  const caught = results.filter((each) => each.caught).length;
  if (json) console.log(JSON.stringify(results));
  else console.log(`R8: ${caught} of ${results.length} planted bugs caught`);
  process.exitCode = caught === results.length && results.length > 0 ? 0 : 1;
} finally {
  copies.forEach(({ remove }) => remove());
}

type Planted = Readonly<{
  name: string;
  file: string;
  by: string;
  caught: boolean;
  seconds: number;
}>;

async function plant(copy: Copy, mutant: Mutant): Promise<Planted> {
  const plantedMs = performance.now();
  const caught = await isCaught(copy, mutant);
  const seconds = Math.round((performance.now() - plantedMs) / 100) / 10;
  const { name, file, hunt } = mutant;
  if (!json) console.log(`${caught ? "caught " : "MISSED "} ${name} (${seconds} s)`);
  return { name, file, by: wordsFor(hunt), caught, seconds };
}

/** A hunt that finds something in the whole copy would catch every mutant and prove nothing. */
async function proveNothingWrong(): Promise<void> {
  const files = chosen.flatMap(({ hunt }) => ("tests" in hunt ? hunt.tests : []));
  const most = Math.max(0, ...chosen.map(({ hunt }) => ("storms" in hunt ? hunt.storms : 0)));
  const hunts: Hunt[] = [];
  if (files.length > 0) hunts.push({ tests: [...new Set(files)] });
  if (most > 0) hunts.push({ storms: most });
  for (const hunt of hunts) {
    if (await findsFault(copies[0], hunt))
      throw new Error(`${wordsFor(hunt)} fail without a mutant`);
  }
  if (!json) console.log(`control: ${hunts.map(wordsFor).join(", and ")} find nothing`);
}

function wordsFor(hunt: Hunt): string {
  return "storms" in hunt ? `${hunt.storms} storms` : hunt.tests.join(", ");
}
