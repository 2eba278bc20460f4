import type { Head, Sealed } from "./chain.ts";
import type { LedgerEntry } from "./ledger-entry.ts";
import { multiInsert } from "./multi-insert.ts";
import { openProjections } from "./projections.ts";
import { recordedOf, type Recorded } from "./register-chain.ts";
import type { Database } from "./storage/open-database.ts";

/**
 * Writes an entry that is sealed, with its postings and all that follows from it, in the caller's
 * transaction. Postings come first: the entry's row is their seal.
 */
export function openKeep(db: Database) {
  const selectOf = db.prepare<[string], { seq: number; content: string; hash: string }>(
    "SELECT seq, content, hash FROM ledger WHERE subject = ? ORDER BY seq",
  );
  const insertPostings = multiInsert(db, { into: "posting", columns: 5 });
  const insertEntry = db.prepare<[number, string, string, string, string]>(
    "INSERT INTO ledger (seq, type, subject, content, hash) VALUES (?, ?, ?, ?, ?)",
  );
  const entriesOf = (subject: string): readonly Recorded[] => selectOf.all(subject).map(recordedOf);
  const projections = openProjections(db, entriesOf);

  function keep(sealed: Sealed<LedgerEntry>, before: Head): void {
    const { seq, entry, subject, content, hash, postings } = sealed;
    const rows: (string | number)[] = [];
    postings.forEach(({ account, currency, minor }, line) => {
      rows.push(seq, line, account, currency, minor);
    });
    insertPostings(rows);
    insertEntry.run(seq, entry.type, subject, content, hash);
    projections.apply(sealed, before);
  }

  return { keep, entriesOf, projections };
}
