import { Command } from "commander";
import { drillPayments } from "./payments.ts";

const options = new Command("drill payments")
  .description("Kills register and relay at every step of every flow and compares both books.")
  .option("--only <text>", "flows and steps that contain the text", "")
  .option("--json", "one JSON line", false)
  .option("--save", "keeps the outcome for docs/quality.md", false)
  .parse()
  .opts<{ only: string; json: boolean; save: boolean }>();
process.exitCode = (await drillPayments(options)) ? 0 : 1;
