import { faultOfSeal, type Head } from "./chain.ts";
import { isKept } from "./figure-names.ts";
import { figuresOf } from "./figures.ts";
import { canonical, GENESIS } from "./hash-chain.ts";
import type { LedgerRow } from "./ledger.ts";
import { subjectOf } from "./ledger-entry.ts";
import { createOrderCheck } from "./order-rules.ts";
import type { Posting } from "./posting.ts";
import { hasProjections } from "./rebuild.ts";
import { registerChain, type Recorded } from "./register-chain.ts";
import { ledgerGuards } from "./storage/migrations/0001-ledger.ts";
import type { Database } from "./storage/open-database.ts";

/** `fault` says in words what is wrong and at which entry; undefined when all is well. */
export type Verification = Readonly<{ entries: number; head: Head; fault?: string }>;

type Row = LedgerRow & Readonly<{ type: string; subject: string }>;

/**
 * Reads the chain and proves it: numbers without a gap, each seal over its content and the seal
 * before, contents canonical, in the book's vocabulary and adding up, postings derived anew and
 * equal to the sealed ones and to the rows that totals are summed from, figures likewise, receipts
 * and Z reports without a gap, and the database's own guards in their places. `last` limits it to
 * the newest entries.
 */
export function verifyLedger(db: Database, last = Number.MAX_SAFE_INTEGER): Verification {
  const from = headBefore(db, last);
  const proof = openProof(db, from);
  const proven = proof.next(Number.MAX_SAFE_INTEGER);
  if (proven.fault !== undefined) return proven;
  const fault = proof.faultBeside();
  return fault === undefined ? proven : broken(from, proven.head, fault);
}

/**
 * The same proof, as far at once as its caller wants: `next` proves so many entries more, and
 * `faultBeside` what is not of one entry. What one entry must know of those before it is kept.
 * `each` hears every entry that is proven.
 */
export function openProof(
  db: Database,
  from: Head,
  each: (recorded: Recorded) => void = () => undefined,
) {
  const rows = db.prepare<[number, number], Row>(
    "SELECT seq, type, subject, content, hash FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
  );
  const faultOfRows = rowComparer(db);
  const faultOfOrder = createOrderCheck(from, keysBefore(db, from.seq));
  let head = from;

  function next(limit: number): Verification {
    const start = head;
    for (const row of rows.iterate(start.seq, limit)) {
      const proven = registerChain.prove(row, head);
      const fault =
        "fault" in proven
          ? proven.fault
          : (faultOfRow(row, proven) ?? faultOfRows(proven) ?? faultOfOrder(proven, head));
      if (fault !== undefined || "fault" in proven) {
        return broken(start, head, `entry ${row.seq}: ${fault}`);
      }
      each(proven);
      head = { seq: row.seq, hash: row.hash };
    }
    return { entries: head.seq - start.seq, head };
  }
  return { next, faultBeside: () => orphanRow(db) ?? missingGuard(db) };
}

/** The keys that were announced up to an entry: a Z after it may be signed by any of them. */
function keysBefore(db: Database, seq: number): ReadonlyMap<string, string> {
  const announced = db
    .prepare<[number], { keyId: string; publicKey: string }>(
      `SELECT content ->> '$.entry.keyId' AS keyId, content ->> '$.entry.publicKey' AS publicKey
       FROM ledger WHERE type = 'signing-key-announced' AND seq <= ? AND json_valid(content) ORDER BY seq`,
    )
    .all(seq);
  return new Map(announced.map(({ keyId, publicKey }) => [keyId, publicKey]));
}

/** How many rows are read at once: fewer calls, and no more than some megabytes. */
const PAGE = 500;

type RawRow = readonly [seq: number, content: string, hash: string];

/** The numbers and the seals alone, as fast as they can be read: what a whole book is checked by. */
export function verifyChain(
  db: Database,
  after: Head,
  limit = Number.MAX_SAFE_INTEGER,
): Verification {
  const selectPage = db
    .prepare<[number, number], RawRow>(
      "SELECT seq, content, hash FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?",
    )
    .raw();
  let head = after;
  for (;;) {
    const page = selectPage.all(head.seq, Math.min(PAGE, limit - (head.seq - after.seq)));
    for (const [seq, content, hash] of page) {
      const fault = faultOfSeal({ seq, content, hash }, head);
      if (fault !== undefined) return broken(after, head, `entry ${seq}: ${fault}`);
      head = { seq, hash };
    }
    if (page.length < PAGE) return { entries: head.seq - after.seq, head };
  }
}

function broken(from: Head, head: Head, fault: string): Verification {
  return { entries: head.seq - from.seq, head, fault };
}

/** The head before the newest `last` entries. */
function headBefore(db: Database, last: number): Head {
  const headSeq = db.prepare<[], number>("SELECT coalesce(max(seq), 0) FROM ledger").pluck().get();
  const seq = Math.max(0, (headSeq ?? 0) - last);
  const select = db.prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?").pluck();
  return { seq, hash: select.get(seq) ?? GENESIS };
}

function faultOfRow(row: Row, { entry }: Recorded): string | undefined {
  const isItself = entry.type === row.type && subjectOf(entry) === row.subject;
  return isItself ? undefined : "its row says another kind or subject than its content";
}

/** Compares the rows beside an entry with what follows from it. */
function rowComparer(db: Database) {
  const selectPostings = db.prepare<[number], Posting>(
    "SELECT account, currency, minor FROM posting WHERE seq = ? ORDER BY line",
  );
  const selectFigures = db
    .prepare<[number], string>(
      `SELECT what || ' ' || currency || ' ' || count || ' ' || minor FROM figure WHERE seq = ?`,
    )
    .pluck();
  const schema = figureSchema(db);
  return ({ seq, entry, postings }: Recorded): string | undefined => {
    if (canonical(selectPostings.all(seq)) !== canonical(postings)) {
      return "its posting rows differ from the sealed ones";
    }
    const derived = figuresOf(entry)
      .filter(({ what }) => isKept(what, schema))
      .map(({ what, currency, count, minor }) => `${what} ${currency} ${count} ${minor}`);
    const isSame = selectFigures.all(seq).sort().join("\n") === derived.sort().join("\n");
    return isSame ? undefined : "its figures differ from what follows from it";
  };
}

/** The schema whose figures a book has: a backup may be older, and so are rows to be made anew. */
function figureSchema(db: Database): number {
  return hasProjections(db) ? Number(db.pragma("user_version", { simple: true })) : 0;
}

/** Rows of a number that the book does not have; those within it are compared one by one. */
function orphanRow(db: Database): string | undefined {
  for (const table of ["posting", "figure"] as const) {
    const orphan = db
      .prepare<[], number>(
        `SELECT seq FROM ${table}
         WHERE seq < 1 OR seq > (SELECT coalesce(max(seq), 0) FROM ledger) LIMIT 1`,
      )
      .pluck()
      .get();
    if (orphan !== undefined) return `${table} rows of entry ${orphan} have no entry`;
  }
  return undefined;
}

function missingGuard(db: Database): string | undefined {
  const present = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  const missing = ledgerGuards.find((guard) => !present.includes(guard));
  return missing === undefined ? undefined : `the database's guard ${missing} is gone`;
}
