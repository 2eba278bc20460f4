import { contentOf, createChain, type ChainRow, type Recorded as RecordedOf } from "./chain.ts";
import { faultOfEntry } from "./entry-rules.ts";
import { LedgerEntry, subjectOf } from "./ledger-entry.ts";
import { registerPosters } from "./postings.ts";

/** What is sealed: the canonical form of this is an entry's content. */
export const Content = contentOf(LedgerEntry);

/** A register's chain: the facts of one till. */
export const registerChain = createChain<LedgerEntry>({
  options: LedgerEntry.options,
  posters: registerPosters,
  subjectOf,
  faultOfEntry,
});

/** An entry as the book holds it. */
export type Recorded<Entry extends LedgerEntry = LedgerEntry> = RecordedOf<Entry>;

export function recordedOf(row: ChainRow): Recorded {
  return registerChain.read(row);
}
