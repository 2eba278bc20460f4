import type { CertifiedEntry } from "../../contract/certificate-views.ts";
import type { Head } from "../chain.ts";
import { GENESIS } from "../hash-chain.ts";
import { faultOfSeal } from "../chain.ts";
import { registerChain } from "../register-chain.ts";
import type { Database } from "../storage/open-database.ts";

type Proof = Readonly<{
  entries: readonly CertifiedEntry[];
  head: Head;
  witness: Head | undefined;
}>;

type Found = Readonly<{ isVerified: boolean; reason: string | null; links: number }>;

/**
 * Proves each of the entries whole, and every seal from the first of them to the head, in which the
 * witness's head must stand. Each link costs one hash, so that old payments are proven, too.
 */
export function faultOfLinks(db: Database, { entries, head, witness }: Proof): Found {
  const [first] = entries;
  if (first === undefined) return { isVerified: false, reason: "no entry tells of it", links: 0 };
  const fault = entries.map(faultOfEntry).find((one) => one !== undefined);
  if (fault !== undefined) return { isVerified: false, reason: fault, links: 0 };
  if (witness !== undefined && witness.seq > head.seq) {
    const reason = `the witness has seen entry ${witness.seq}, the book ends at ${head.seq}`;
    return { isVerified: false, reason, links: 0 };
  }
  const from = witness === undefined ? first.seq : Math.min(first.seq, witness.seq);
  const links = walk(db, from, witness);
  return { isVerified: links.reason === null, ...links };
}

function faultOfEntry({ seq, content, hash, previousHash }: CertifiedEntry): string | undefined {
  const proven = registerChain.prove({ seq, content, hash }, { seq: seq - 1, hash: previousHash });
  return "fault" in proven ? `entry ${seq}: ${proven.fault}` : undefined;
}

function walk(db: Database, from: number, witness: Head | undefined) {
  const before = db
    .prepare<[number], string>("SELECT hash FROM ledger WHERE seq = ?")
    .pluck()
    .get(from - 1);
  let last: Head = { seq: from - 1, hash: before ?? GENESIS };
  let links = 0;
  const rows = db.prepare<[number], { seq: number; content: string; hash: string }>(
    "SELECT seq, content, hash FROM ledger WHERE seq >= ? ORDER BY seq",
  );
  for (const row of rows.iterate(from)) {
    const fault = faultOfSeal(row, last);
    if (fault !== undefined) return { reason: `entry ${row.seq}: ${fault}`, links };
    if (row.seq === witness?.seq && row.hash !== witness.hash) {
      return { reason: `the witness has seen another entry ${row.seq}`, links };
    }
    last = { seq: row.seq, hash: row.hash };
    links += 1;
  }
  return { reason: null, links };
}
