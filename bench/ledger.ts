import { benchCatalog } from "./catalog.ts";
import { benchChain } from "./chain.ts";
import { benchCommit } from "./commit.ts";
import { benchReports } from "./reports.ts";
import { benchStart } from "./start.ts";

/** `npm run bench:ledger [-- <name>…]`: what the book can do in a second. JSON lines on stdout. */
const benches: Readonly<Record<string, () => unknown>> = {
  commit: benchCommit,
  reports: benchReports,
  chain: benchChain,
  catalog: benchCatalog,
  start: benchStart,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}
