import { derivedPostings, faultOfEntry, faultOfOrder } from "./entry-rules.ts";
import { canonical, chainHash, GENESIS } from "./hash-chain.ts";
import { Content, type Head, type LedgerRow } from "./ledger.ts";
import { subjectOf, type LedgerEntry } from "./ledger-entry.ts";
import type { Posting } from "./postings.ts";
import { ledgerGuards } from "./storage/migrations/0001-ledger.ts";
import type { Database } from "./storage/open-database.ts";

/** `fault` says in words what is wrong and at which entry; undefined when all is well. */
export type Verification = Readonly<{ entries: number; head: Head; fault?: string }>;

type Row = LedgerRow & Readonly<{ type: string; subject: string }>;
type Proven = Readonly<{ entry: LedgerEntry } | { fault: string }>;

/**
 * Reads the chain and proves it: numbers without a gap, each seal over its content and the seal
 * before, contents canonical, in the book's vocabulary and adding up, postings derived anew and
 * equal to the sealed ones and to the rows that totals are summed from, receipts without a gap, and
 * the database's own guards in their places. `last` limits it to the newest entries.
 */
export function verifyLedger(db: Database, last = Number.MAX_SAFE_INTEGER): Verification {
  const headSeq = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM ledger").pluck().get();
  const from = Math.max(1, (headSeq ?? 0) - last + 1);
  const rows = db.prepare<[number], Row>(
    "SELECT seq, type, subject, content, hash FROM ledger WHERE seq >= ? ORDER BY seq",
  );
  const selectPostings = db.prepare<[number], Posting>(
    "SELECT account, currency, minor FROM posting WHERE seq = ? ORDER BY line",
  );
  let head: Head = { seq: from - 1, hash: sealBefore(db, from) };
  let receiptCount: number | null = from === 1 ? 0 : null;
  let entries = 0;
  for (const row of rows.iterate(from)) {
    const proven = proveRow(row, head, selectPostings.all(row.seq));
    const fault =
      "fault" in proven
        ? proven.fault
        : faultOfOrder(proven.entry, { seq: head.seq, receiptCount });
    if (fault !== undefined) return { entries, head, fault: `entry ${row.seq}: ${fault}` };
    head = { seq: row.seq, hash: row.hash };
    receiptCount = countAfter(proven, receiptCount);
    entries += 1;
  }
  const fault = orphanPosting(db) ?? missingGuard(db);
  return fault === undefined ? { entries, head } : { entries, head, fault };
}

function countAfter(proven: Proven, before: number | null): number | null {
  if (!("entry" in proven) || proven.entry.type !== "sale-completed") return before;
  return proven.entry.receiptCount;
}

function sealBefore(db: Database, seq: number): string {
  const select = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  return select.get(seq - 1) ?? GENESIS;
}

function proveRow(row: Row, before: Head, posted: readonly Posting[]): Proven {
  if (row.seq !== before.seq + 1) return { fault: `follows ${before.seq}, so entries are missing` };
  if (chainHash(before.hash, row.content) !== row.hash) {
    return { fault: "its seal does not fit its content" };
  }
  const parsed = Content.safeParse(parseJson(row.content));
  if (!parsed.success) return { fault: "its content is not in the book's vocabulary" };
  if (canonical(parsed.data) !== row.content) {
    return { fault: "its content is not in canonical form" };
  }
  const { seq, entry, postings } = parsed.data;
  const isItself = seq === row.seq && entry.type === row.type && subjectOf(entry) === row.subject;
  if (!isItself) return { fault: `its row says another number, kind or subject than its content` };
  const fault = faultOfEntry(entry) ?? faultOfPostings(entry, postings, posted);
  return fault === undefined ? { entry } : { fault };
}

function faultOfPostings(
  entry: LedgerEntry,
  sealed: readonly Posting[],
  posted: readonly Posting[],
): string | undefined {
  const postings = derivedPostings(entry);
  if (postings === undefined) return "it does not balance";
  const derived = canonical(postings);
  if (canonical(sealed) !== derived) return "its sealed postings do not follow from it";
  return canonical(posted) === derived ? undefined : "its posting rows differ from the sealed ones";
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

function missingGuard(db: Database): string | undefined {
  const present = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  const missing = ledgerGuards.find((guard) => !present.includes(guard));
  return missing === undefined ? undefined : `the database's guard ${missing} is gone`;
}
