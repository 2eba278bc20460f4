import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { format, resolveConfig } from "prettier";
import { readResult } from "../support/save-result.ts";
import { namedTests } from "./named-tests.ts";
import { qualityPage } from "./quality-page.ts";

/** `npm run quality`: writes docs/quality.md from the saved outcomes and the tests' names. */
const saved = {
  model: readResult("model"),
  simulate: readResult("simulate"),
  mutants: readResult("mutants"),
  drill: readResult("drill-payments"),
  drillLedger: readResult("drill-ledger"),
  benchLedger: readResult("bench-ledger"),
  drillHosts: readResult("drill-hosts"),
  benchTill: readResult("bench-till"),
};
const path = resolve(import.meta.dirname, "../../docs/quality.md");
const style = await resolveConfig(path);
const page = qualityPage(saved, namedTests());
writeFileSync(path, await format(page, { ...style, parser: "markdown" }));
console.log(path);
