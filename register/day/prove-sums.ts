import { projectionDifferences, rebuildProjections } from "../../ledger/rebuild.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import type { Logger } from "../ports.ts";

/** What the log is told of at most; the first differences say where to look. */
const MOST_TOLD = 20;

/**
 * Before a drawer is opened or closed by them, or a day, the kept sums must be what the entries make. Where
 * they are not, somebody has changed the rows beside the book: that is logged, and they are made
 * anew, so that no count is held against a wrong sum.
 */
export function proveSums({ db, log }: Readonly<{ db: Database; log: Logger }>): void {
  const differences = projectionDifferences(db, "day");
  if (differences.length === 0) return;
  log.error("the kept sums were not what the entries make, and were made anew", {
    count: differences.length,
    differences: differences.slice(0, MOST_TOLD),
  });
  rebuildProjections(db);
}
