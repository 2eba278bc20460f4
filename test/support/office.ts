import { join } from "node:path";
import type { ChainRow, Head } from "../../ledger/chain.ts";
import { GENESIS } from "../../ledger/hash-chain.ts";
import { verifyOffice as proveOffice } from "../../server/office/verify-office.ts";
import { officeChain } from "../../ledger/office-chain.ts";
import { openForReading } from "../../ledger/storage/open-database.ts";

/** Proves a relay's office chain entry by entry; what stands there, and the sums of its accounts. */
export function verifyOffice(folder: string) {
  const db = openForReading(join(folder, "relay.db"));
  const { fault } = proveOffice(db);
  if (fault !== undefined) throw new Error(`the office chain: ${fault}`);
  const rows = db
    .prepare<[], ChainRow>("SELECT seq, content, hash FROM office_entry ORDER BY seq")
    .all();
  db.close();
  const postings: Record<string, number> = {};
  let head: Head = { seq: 0, hash: GENESIS };
  const types = rows.map((row) => {
    const proven = officeChain.prove(row, head);
    if ("fault" in proven) throw new Error(`office entry ${row.seq}: ${proven.fault}`);
    for (const { account, minor } of proven.postings) {
      postings[account] = (postings[account] ?? 0) + minor;
    }
    head = row;
    return proven.entry.type;
  });
  return { types, postings };
}
