import { Command } from "commander";
import { killCycles } from "./ledger/kill-cycles.ts";
import { damageFiles } from "./ledger/damage.ts";
import { powerLoss } from "./ledger/power-loss.ts";
import { saveResult } from "../support/save-result.ts";
import { drillHosts } from "./hosts.ts";
import { drillPayments } from "./payments.ts";

/**
 * `npm run drill -- ledger|payments|hosts`: what the everyday tests do a little of, at length. The first
 * prints one JSON line each for R2, R3 and R4. Ends with 1 where anything was violated.
 */
type Options = Readonly<{
  cycles: string;
  images: string;
  damages: string;
  seed: string;
  save: boolean;
}>;

const program = new Command("drill").description("Breaks things on purpose, many times.");
program
  .command("ledger")
  .description("kills, power losses and damaged files against a register's book")
  .option("--cycles <n>", "R2: how many SIGKILLs", "1000")
  .option("--images <n>", "R3: how many images of a lost power", "5000")
  .option("--damages <n>", "R4: how many damaged folders", "400")
  .option("--seed <n>", "the same seed breaks the same things", "20261122")
  .option("--save", "keeps the outcome for docs/quality.md", false)
  .action(ledger);
program
  .command("payments")
  .description("kills register and relay at every step of every flow and compares both books")
  .option("--only <text>", "flows and steps that contain the text", "")
  .option("--json", "one JSON line", false)
  .option("--save", "keeps the outcome for docs/quality.md", false)
  .action(async (options: Parameters<typeof drillPayments>[0]) => {
    process.exitCode = (await drillPayments(options)) ? 0 : 1;
  });
program
  .command("hosts")
  .description("the suite that every host must pass, again and again")
  .option("--repeats <n>", "how often in each host", "100")
  .option("--minutes <n>", "begins no repeat after so many; what was run counts", "1440")
  .option("--save", "adds the outcome to what docs/quality.md has", false)
  .action(async (options: Parameters<typeof drillHosts>[0]) => {
    process.exitCode = (await drillHosts(options)) ? 0 : 1;
  });
await program.parseAsync();

async function ledger(options: Options): Promise<void> {
  const count = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : 0);
  const seed = count(options.seed.slice(-6));
  const startedMs = performance.now();
  const r2 = await killCycles(count(options.cycles), seed);
  print("R2", seed, r2);
  const r3 = await powerLoss(count(options.images), seed);
  print("R3", seed, r3);
  const r4 = await damageFiles(count(options.damages), seed);
  print("R4", seed, r4);
  if (options.save) {
    const { cycles, images, damages } = options;
    const counts = `--cycles ${cycles} --images ${images} --damages ${damages}`;
    const result = { seed, R2: counted(r2), R3: counted(r3), R4: counted(r4) };
    const command = `npm run drill -- ledger ${counts} --save`;
    await saveResult("drill-ledger", { command, startedMs, result });
  }
  const violations = [...r2.violations, ...r3.violations, ...r4.violations];
  process.exitCode = violations.length === 0 ? 0 : 1;
}

/** A function, for the program's top waits for its command before the lines down here have run. */
function counted({ violations, ...counts }: Report) {
  return { ...counts, violations: violations.length };
}

function print(drill: string, seed: number, report: Report): void {
  const told = { drill, seed, ...counted(report) };
  process.stdout.write(`${JSON.stringify(told)}\n`);
  for (const violation of report.violations.slice(0, 20))
    process.stderr.write(`${drill}: ${violation}\n`);
}

type Report = Readonly<{ violations: readonly string[] }>;
