import type { Head, LedgerRow } from "../../ledger/ledger.ts";
import { openRestore } from "../../ledger/restore-rows.ts";
import type { Database } from "../../ledger/storage/open-database.ts";
import { seedUsers } from "../people/people-config.ts";
import { openUsers } from "../people/users.ts";
import type { RegisterConfig } from "../ports.ts";
import { openReplay } from "./replay-rows.ts";

/** Reads what a copy holds after an entry, oldest first; empty after the last. */
export type Page = (after: Head) => Promise<readonly LedgerRow[]>;

type Refilled = Readonly<{ db: Database; config: RegisterConfig; from: Head; page: Page }>;

/**
 * Adds what a copy holds after `from`, page by page, each page with its rows in one transaction: a
 * crash leaves a book that is whole up to some entry, and the next start goes on. Answers the head.
 */
export async function refillBook({ db, config, from, page }: Refilled): Promise<Head> {
  const restore = openRestore(db);
  const replay = openReplay(db, {
    registerId: config.registerId,
    tipCapBasisPoints: config.tipCapBasisPoints,
  });
  // A file that begins with nothing has the users of a first start; the entries say what became of them.
  seedUsers(openUsers(db), config.people);
  let head = from;

  function addAll(rows: readonly LedgerRow[]): void {
    for (const row of rows) {
      const recorded = restore.add(head, row);
      if (recorded === undefined) throw new Error(`the copy of entry ${row.seq} does not follow`);
      replay(recorded);
      head = { seq: recorded.seq, hash: recorded.hash };
    }
  }

  for (;;) {
    const rows = await page(head);
    if (rows.length === 0) return head;
    db.transaction(() => addAll(rows)).immediate();
  }
}
