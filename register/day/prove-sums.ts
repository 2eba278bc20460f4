import type { AttentionItem } from "../../contract/attention-views.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { projectionDifferences, rebuildProjections } from "../../ledger/rebuild.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Emit, Logger } from "../ports.ts";

/** What the log is told of at most; the first differences say where to look. */
const MOST_TOLD = 20;
/** As long as the entry takes; a name in it may be as long as a shop likes. */
const MOST_WORDS = 200;

type Deps = Readonly<{
  db: Database;
  ledger: Pick<Ledger, "appendAlone">;
  log: Logger;
  emit: Emit;
  attention: () => readonly AttentionItem[];
}>;

/**
 * Makes kept sums right that were not what the entries make: `mend` writes them in one transaction
 * with the entry that says so, the log and the screens hear of it after.
 */
export function mendSums(deps: Deps, differences: readonly string[], mend: () => void): void {
  const [first] = differences;
  if (first === undefined) return;
  const { db, ledger, log } = deps;
  db.transaction(() => {
    mend();
    ledger.appendAlone({
      type: "sums-rebuilt",
      differences: differences.length,
      first: first.slice(0, MOST_WORDS),
    });
  }).immediate();
  log.error("the kept sums were not what the entries make, and were made anew", {
    code: "sums-differ",
    count: differences.length,
    differences: differences.slice(0, MOST_TOLD),
  });
  deps.emit({ event: "attention-changed", view: deps.attention() });
}

/**
 * Before a drawer is opened or closed by them, or a day, the kept sums must be what the entries make. Where
 * they are not, somebody has changed the rows beside the book: they are made anew, so that no count
 * is held against a wrong sum.
 */
export function proveSums(deps: Deps): void {
  const { db } = deps;
  mendSums(deps, projectionDifferences(db, "day"), () => rebuildProjections(db));
}
