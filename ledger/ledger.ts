import { assert } from "../contract/assert.ts";
import type { ChainRow, Head } from "./chain.ts";
import { GENESIS } from "./hash-chain.ts";
import { openKeep } from "./keep-entry.ts";
import type { EntryOf, LedgerEntry } from "./ledger-entry.ts";
import { recordedOf, registerChain, type Recorded } from "./register-chain.ts";
import type { Database } from "./storage/open-database.ts";
import { hasProjections, rebuildProjections } from "./rebuild.ts";
import { openTicks } from "./ticks.ts";

export type { Head } from "./chain.ts";
export { Content, recordedOf, type Recorded } from "./register-chain.ts";

export type LedgerRow = ChainRow;

export type Ledger = ReturnType<typeof openLedger>;

function openRows(db: Database) {
  const columns = "SELECT seq, content, hash FROM ledger";
  return {
    selectHead: db.prepare<[], Head>("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1"),
    selectHash: db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck(),
    selectBefore: db.prepare<[string, number, number], LedgerRow>(
      `${columns} WHERE type = ? AND seq < ? ORDER BY seq DESC LIMIT ?`,
    ),
    selectFrom: db.prepare<[string, number], LedgerRow>(
      `${columns} WHERE type = ? AND seq >= ? ORDER BY seq`,
    ),
    selectOne: db.prepare<[number], LedgerRow>(`${columns} WHERE seq = ?`),
    selectCredit: db.prepare<[string, number, number], LedgerRow>(
      `SELECT l.seq, l.content, l.hash FROM credit_entry c JOIN ledger l ON l.seq = c.seq
       WHERE c.account_id = ? AND c.seq < ? ORDER BY c.seq DESC LIMIT ?`,
    ),
    selectReceipts: db
      .prepare<[], number>(
        `SELECT content ->> '$.entry.receiptCount' FROM ledger
       WHERE type = 'sale-completed' ORDER BY seq DESC LIMIT 1`,
      )
      .pluck(),
  };
}

/**
 * The book over a migrated database. The only SQL on its tables stands in this folder. `uptime` is
 * any counter of milliseconds that no clock setting moves.
 */
export function openLedger(
  db: Database,
  now: () => number,
  uptime: () => number = () => performance.now(),
) {
  if (!hasProjections(db)) rebuildProjections(db);
  const rows = openRows(db);
  const { keep, entriesOf, projections } = openKeep(db);
  const nextTicks = openTicks(db, uptime);

  const head = (): Head => rows.selectHead.get() ?? { seq: 0, hash: GENESIS };

  /** Appends one entry, chained to the one before it. Commits with the transaction around it. */
  function append<Entry extends LedgerEntry>(raw: Entry): Recorded<Entry> {
    assert(db.inTransaction, "an entry commits together with what caused it");
    const last = head();
    const sealed = registerChain.seal(last, { atMs: now(), ticks: nextTicks(last.seq) }, raw);
    keep(sealed, last);
    const { seq, atMs, ticks, hash, postings } = sealed;
    return { seq, atMs, ticks, hash, entry: raw, postings };
  }

  const ofType = <Type extends LedgerEntry["type"]>(type: Type, found: LedgerRow[]) =>
    found.map(recordedOf).filter((row): row is Recorded<EntryOf<Type>> => row.entry.type === type);

  return {
    ...inCompany(append),
    head,
    entriesOf,
    entryAt: (seq: number): Recorded | undefined => {
      const row = rows.selectOne.get(seq);
      return row && recordedOf(row);
    },
    hashAt: (seq: number): string | undefined => rows.selectHash.get(seq),
    /** Newest first, `limit` of them, before `beforeSeq`. */
    latest: <Type extends LedgerEntry["type"]>(type: Type, beforeSeq: number, limit: number) =>
      ofType(type, rows.selectBefore.all(type, beforeSeq, limit)),
    /** Oldest first, all from `fromSeq` on. */
    since: <Type extends LedgerEntry["type"]>(type: Type, fromSeq: number) =>
      ofType(type, rows.selectFrom.all(type, fromSeq)),
    /** Those that name this account of store credit: newest first, `limit` of them. */
    ofCredit: (accountId: string, beforeSeq: number, limit: number): readonly Recorded[] =>
      rows.selectCredit.all(accountId, beforeSeq, limit).map(recordedOf),
    /** The number of the last receipt; 0 before the first. */
    receiptCount: (): number => rows.selectReceipts.get() ?? 0,
    openDay: projections.openDay,
    balance: projections.balance,
    totals: projections.totals,
    refundedOf: projections.refundedOf,
    isDone: projections.isDone,
    isUsed: projections.isUsed,
  };
}

type Append = <Entry extends LedgerEntry>(raw: Entry) => Recorded<Entry>;

function inCompany(appendOne: Append) {
  let companion: LedgerEntry | null = null;

  function append<Entry extends LedgerEntry>(raw: Entry): Recorded<Entry> {
    const recorded = appendOne(raw);
    if (companion === null) return recorded;
    const beside = companion;
    companion = null;
    appendOne(beside);
    return recorded;
  }

  return {
    append,
    /** An entry that nobody asked for: it takes no companion along, which waits for its own. */
    appendAlone: appendOne,
    /** The next entry takes this one along, in its own transaction; null takes the wish back. */
    accompany: (entry: LedgerEntry | null): void => {
      companion = entry;
    },
  };
}
