import { canonical, chainHash, GENESIS } from "./hash-chain.ts";
import { Content, type Head, type LedgerRow } from "./ledger.ts";
import { postingsOf, type Posting } from "./postings.ts";
import type { Database } from "./storage/open-database.ts";

/** `fault` says in words what is wrong and at which entry; undefined when all is well. */
export type Verification = Readonly<{ entries: number; head: Head; fault?: string }>;

/**
 * Reads the chain and proves it: numbers without a gap, each seal over its content and the seal
 * before, contents canonical and in the book's vocabulary, postings derived anew and equal to both
 * the sealed ones and the rows that totals are summed from. `last` limits it to the newest entries.
 */
export function verifyLedger(db: Database, last = Number.MAX_SAFE_INTEGER): Verification {
  const headSeq = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM ledger").pluck().get();
  const from = Math.max(1, (headSeq ?? 0) - last + 1);
  const rows = db
    .prepare<[number], LedgerRow>(
      "SELECT seq, content, hash FROM ledger WHERE seq >= ? ORDER BY seq",
    )
    .iterate(from);
  const selectPostings = db.prepare<[number], Posting>(
    "SELECT account, currency, minor FROM posting WHERE seq = ? ORDER BY line",
  );
  let head: Head = { seq: from - 1, hash: sealBefore(db, from) };
  let entries = 0;
  for (const row of rows) {
    const fault = faultOf(row, head, selectPostings.all(row.seq));
    if (fault !== undefined) return { entries, head, fault: `entry ${row.seq}: ${fault}` };
    head = { seq: row.seq, hash: row.hash };
    entries += 1;
  }
  const fault = orphanPosting(db);
  return fault === undefined ? { entries, head } : { entries, head, fault };
}

function sealBefore(db: Database, seq: number): string {
  const select = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  return select.get(seq - 1) ?? GENESIS;
}

function faultOf(row: LedgerRow, before: Head, posted: readonly Posting[]): string | undefined {
  if (row.seq !== before.seq + 1) return `follows ${before.seq}, so entries are missing`;
  if (chainHash(before.hash, row.content) !== row.hash) return "its seal does not fit its content";
  const parsed = Content.safeParse(parseJson(row.content));
  if (!parsed.success) return "its content is not in the book's vocabulary";
  const { seq, entry, postings } = parsed.data;
  if (seq !== row.seq) return `its content says it is ${seq}`;
  if (canonical(parsed.data) !== row.content) return "its content is not in canonical form";
  const derived = canonical(postingsOf(entry));
  if (canonical(postings) !== derived) return "its sealed postings do not follow from it";
  if (canonical(posted) !== derived) return "its posting rows differ from the sealed ones";
  return undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    // Text that is no JSON is a finding for the caller, who names the entry.
    return undefined;
  }
}

/** Postings of a number that the book does not have; those within it are compared one by one. */
function orphanPosting(db: Database): string | undefined {
  const orphan = db
    .prepare<[], number>(
      "SELECT seq FROM posting WHERE seq < 1 OR seq > (SELECT coalesce(max(seq), 0) FROM ledger) LIMIT 1",
    )
    .pluck()
    .get();
  return orphan === undefined ? undefined : `postings of entry ${orphan} have no entry`;
}
