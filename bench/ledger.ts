import { benchCatalog } from "./catalog.ts";
import { benchChain } from "./chain.ts";
import { benchCommit } from "./commit.ts";
import { benchReports } from "./reports.ts";
import { benchStart } from "./start.ts";
import { runAndSave } from "./support/save-lines.ts";

/**
 * `npm run bench:ledger [-- <name>…] [-- --save]`: what the book can do in a second. JSON lines on
 * stdout; `--save` keeps them for docs/quality.md.
 */
const benches: Readonly<Record<string, () => unknown>> = {
  commit: benchCommit,
  reports: benchReports,
  chain: benchChain,
  catalog: benchCatalog,
  start: benchStart,
};

const wanted = process.argv.slice(2).filter((name) => name !== "--save");
if (process.argv.includes("--save")) {
  await runAndSave({ program: import.meta.filename, args: wanted, name: "bench-ledger" });
} else {
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length === 0 || wanted.includes(name)) await bench();
  }
}
