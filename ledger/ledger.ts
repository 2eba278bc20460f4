import { z } from "zod";
import { assert } from "../contract/assert.ts";
import { canonical, chainHash, GENESIS } from "./hash-chain.ts";
import { LedgerEntry, subjectOf, type EntryOf } from "./ledger-entry.ts";
import { postingsOf, type Posting } from "./postings.ts";
import type { Database } from "./storage/open-database.ts";

/** Where a chain stands: the number and seal of its last entry; 0 and GENESIS when empty. */
export type Head = Readonly<{ seq: number; hash: string }>;

/** An entry as the book holds it. `atMs` is UTC; order is `seq`, never time: clocks jump. */
export type Recorded<Entry extends LedgerEntry = LedgerEntry> = Readonly<{
  seq: number;
  atMs: number;
  /** See `Content`; absent in entries from before it was kept. */
  ticks?: number | undefined;
  hash: string;
  entry: Entry;
  postings: readonly Posting[];
}>;

export type LedgerRow = Readonly<{ seq: number; content: string; hash: string }>;

/** What is sealed: the canonical form of this is an entry's content. */
export const Content = z.strictObject({
  seq: z.int().min(1),
  atMs: z.int(),
  /** Milliseconds that the register has run, over all its starts: rises with each entry, and no clock can turn it back. */
  ticks: z.int().min(0).optional(),
  entry: LedgerEntry,
  postings: z.array(z.strictObject({ account: z.string(), currency: z.string(), minor: z.int() })),
});

export function recordedOf({ seq, content, hash }: LedgerRow): Recorded {
  const { atMs, entry, postings } = Content.parse(JSON.parse(content));
  return { seq, atMs, hash, entry, postings };
}

export type Ledger = ReturnType<typeof openLedger>;

/** The book over a migrated database. The only SQL on its tables stands in this folder. */
export function openLedger(db: Database, now: () => number) {
  const columns = "SELECT seq, content, hash FROM ledger";
  const selectHead = db.prepare<[], Head>("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1");
  const selectHash = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  const selectOf = db.prepare<[string], LedgerRow>(`${columns} WHERE subject = ? ORDER BY seq`);
  const selectBefore = db.prepare<[string, number, number], LedgerRow>(
    `${columns} WHERE type = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
  );
  const selectFrom = db.prepare<[string, number], LedgerRow>(
    `${columns} WHERE type = ? AND seq >= ? ORDER BY seq`,
  );
  const selectBalance = db.prepare<[string, string], number>(
    "SELECT coalesce(sum(minor), 0) FROM posting WHERE account = ? AND currency = ?",
  );
  const insertPostings = db.prepare<[number, string]>(
    `INSERT INTO posting (seq, line, account, currency, minor)
     SELECT ?, key, value ->> 'account', value ->> 'currency', value ->> 'minor' FROM json_each(?)`,
  );
  const insertEntry = db.prepare<[number, string, string, string, string]>(
    "INSERT INTO ledger (seq, type, subject, content, hash) VALUES (?, ?, ?, ?, ?)",
  );

  const head = (): Head => selectHead.get() ?? { seq: 0, hash: GENESIS };

  /** Appends one entry, chained to the one before it. Commits with the transaction around it. */
  function append<Entry extends LedgerEntry>(raw: Entry): Recorded<Entry> {
    assert(db.inTransaction, "an entry commits together with what caused it");
    const entry = LedgerEntry.parse(raw);
    const last = head();
    const seq = last.seq + 1;
    const atMs = now();
    const postings = postingsOf(entry);
    const content = canonical({ seq, atMs, entry, postings });
    const hash = chainHash(last.hash, content);
    if (postings.length > 0) insertPostings.run(seq, JSON.stringify(postings));
    insertEntry.run(seq, entry.type, subjectOf(entry), content, hash);
    return { seq, atMs, hash, entry: raw, postings };
  }

  const ofType = <Type extends LedgerEntry["type"]>(type: Type, rows: LedgerRow[]) =>
    rows.map(recordedOf).filter((row): row is Recorded<EntryOf<Type>> => row.entry.type === type);

  return {
    append,
    head,
    hashAt: (seq: number): string | undefined => selectHash.get(seq),
    entriesOf: (subject: string): readonly Recorded[] => selectOf.all(subject).map(recordedOf),
    /** Newest first, `limit` of them, before `beforeSeq`. */
    latest: <Type extends LedgerEntry["type"]>(type: Type, beforeSeq: number, limit: number) =>
      ofType(type, selectBefore.all(type, beforeSeq, limit)),
    /** Oldest first, all from `fromSeq` on. */
    since: <Type extends LedgerEntry["type"]>(type: Type, fromSeq: number) =>
      ofType(type, selectFrom.all(type, fromSeq)),
    /** The account's balance, debit positive, in minor units of `currency`. */
    balance: (account: string, currency: string): number =>
      selectBalance.pluck().get(account, currency) ?? 0,
  };
}
