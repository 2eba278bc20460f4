import type { ChainRow, Head } from "../../ledger/chain.ts";
import { GENESIS } from "../../ledger/hash-chain.ts";
import { officeChain } from "../../ledger/office-chain.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { officeGuards } from "../storage/migrations/0008-office-chain.ts";

/** `fault` says in words what is wrong and at which entry; undefined when all is well. */
export type OfficeVerification = Readonly<{ entries: number; head: Head; fault?: string }>;

type Row = ChainRow & Readonly<{ type: string; subject: string }>;

/**
 * Proves the office chain as `verifyLedger` proves a register's book: numbers, seals, one spelling,
 * vocabulary and postings, the counter, whose book it is, the rows beside the contents, and that the
 * database still guards them.
 */
export function verifyOffice(db: Database): OfficeVerification {
  const rows = db.prepare<[], Row>(
    "SELECT seq, type, subject, content, hash FROM office_entry ORDER BY seq",
  );
  let head: Head = { seq: 0, hash: GENESIS };
  let ticks = -1;
  for (const row of rows.iterate()) {
    const proven = officeChain.prove(row, head);
    const fault =
      "fault" in proven ? proven.fault : (faultOfRow(row, proven) ?? faultOfTicks(proven, ticks));
    if (fault !== undefined) {
      return { entries: head.seq, head, fault: `entry ${row.seq}: ${fault}` };
    }
    if ("ticks" in proven && proven.ticks !== undefined) ({ ticks } = proven);
    head = { seq: row.seq, hash: row.hash };
  }
  const fault = missingGuard(db);
  return { entries: head.seq, head, ...(fault !== undefined && { fault }) };
}

type Proven = ReturnType<typeof officeChain.read>;

function faultOfRow(row: Row, { entry }: Proven): string | undefined {
  if ((row.seq === 1) !== (entry.type === "office-opened")) {
    return row.seq === 1 ? "the first entry does not say whose book it is" : "the book opens twice";
  }
  const isItself = entry.type === row.type && officeChain.subjectOf(entry) === row.subject;
  return isItself ? undefined : "its row says another kind or subject than its content";
}

function faultOfTicks({ ticks }: Proven, before: number): string | undefined {
  if (ticks === undefined || ticks > before) return undefined;
  return `its ticks ${ticks} follow ${before}`;
}

function missingGuard(db: Database): string | undefined {
  const present = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
    .pluck()
    .all();
  const missing = officeGuards.find((guard) => !present.includes(guard));
  return missing === undefined ? undefined : `the database's guard ${missing} is gone`;
}
