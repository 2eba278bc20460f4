import { Command } from "commander";
import { copyTree, findsFault, isCaught } from "./hunt-mutant.ts";
import { saveResult, withEarlier } from "../support/save-result.ts";
import { mutants, type Hunt } from "./mutants.ts";

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

const chosen = mutants.filter(({ name, file }) => `${name} ${file}`.includes(only));
const copy = copyTree();
try {
  if (proof) await proveNothingWrong();
  const results = [];
  for (const mutant of chosen) {
    const startedMs = performance.now();
    const caught = await isCaught(copy, mutant);
    const seconds = Math.round((performance.now() - startedMs) / 100) / 10;
    results.push({
      name: mutant.name,
      file: mutant.file,
      by: wordsFor(mutant.hunt),
      caught,
      seconds,
    });
    if (!json) console.log(`${caught ? "caught " : "MISSED "} ${mutant.name} (${seconds} s)`);
  }
  const isWhole = only === "";
  const result = isWhole ? results : withEarlier("mutants", results, ({ name }) => name);
  const tookMs = result.reduce((sum, each) => sum + each.seconds * 1_000, 0);
  if (save)
    await saveResult("mutants", {
      command: "npm run mutants",
      startedMs: performance.now() - tookMs,
      result,
    });
  const caught = results.filter((each) => each.caught).length;
  if (json) console.log(JSON.stringify(results));
  else console.log(`R8: ${caught} of ${results.length} planted bugs caught`);
  process.exitCode = caught === results.length && results.length > 0 ? 0 : 1;
} finally {
  copy.remove();
}

/** A hunt that finds something in the whole copy would catch every mutant and prove nothing. */
async function proveNothingWrong(): Promise<void> {
  const files = chosen.flatMap(({ hunt }) => ("tests" in hunt ? hunt.tests : []));
  const most = Math.max(0, ...chosen.map(({ hunt }) => ("storms" in hunt ? hunt.storms : 0)));
  const hunts: Hunt[] = [];
  if (files.length > 0) hunts.push({ tests: [...new Set(files)] });
  if (most > 0) hunts.push({ storms: most });
  for (const hunt of hunts) {
    if (await findsFault(copy, hunt)) throw new Error(`${wordsFor(hunt)} fail without a mutant`);
  }
}

function wordsFor(hunt: Hunt): string {
  return "storms" in hunt ? `${hunt.storms} storms` : hunt.tests.join(", ");
}
