import type { Database } from "../../ledger/storage/open-database.ts";

/** Pages of the index that one step merges at most. */
const MERGED_PAGES = 50;
/** Of FTS5: what it does by itself, usually and while a long list is written. */
const mergeSettings = [
  ["automerge", 4, 0],
  ["crisismerge", 16, 1_999],
] as const;

/** How the index of words tidies itself up, for whoever writes many of them. */
export function openWordIndex(db: Database) {
  const selectChanges = db.prepare<[], number>("SELECT total_changes()").pluck();
  const set = db.prepare<[string, number]>(
    "INSERT INTO product_search (product_search, rank) VALUES (?, CAST(? AS INTEGER))",
  );
  return {
    /**
     * While it is held, each slice is taken as it comes: the index's own merging of many segments
     * at once would hold the register up.
     */
    holdMerging: (isHeld: boolean): void => {
      for (const [setting, usual, held] of mergeSettings) set.run(setting, isHeld ? held : usual);
    },
    /** Merges a few pages; false when there was nothing left to do. */
    mergeSome: (): boolean => {
      const before = selectChanges.get() ?? 0;
      set.run("merge", MERGED_PAGES);
      // https://sqlite.org/fts5.html#the_merge_command: under two changes, it did nothing.
      return (selectChanges.get() ?? 0) - before >= 2;
    },
  };
}
