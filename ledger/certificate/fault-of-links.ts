import type {
  CertificateFault,
  CertificateView,
  CertifiedEntry,
} from "../../contract/certificate-views.ts";
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

type Found = CertificateView["verified"];
type Fault = Readonly<{ reason: string; fault: CertificateFault }>;

/**
 * Proves each of the entries whole, and every seal from the first of them to the head, in which the
 * witness's head must stand. Each link costs one hash, so that old payments are proven, too.
 */
export function faultOfLinks(db: Database, { entries, head, witness }: Proof): Found {
  const [first] = entries;
  if (first === undefined) return not({ ...noEntry, links: 0 });
  const fault = entries.map(faultOfEntry).find((one) => one !== undefined);
  if (fault !== undefined) return not({ ...fault, links: 0 });
  if (witness !== undefined && witness.seq > head.seq) {
    const reason = `the witness has seen entry ${witness.seq}, the book ends at ${head.seq}`;
    return not({ reason, fault: { code: "witness-ahead", seq: witness.seq }, links: 0 });
  }
  const from = witness === undefined ? first.seq : Math.min(first.seq, witness.seq);
  const walked = walk(db, from, witness);
  return walked.fault === null ? { isVerified: true, ...walked } : not(walked);
}

const noEntry: Fault = { reason: "no entry tells of it", fault: { code: "no-entry", seq: 0 } };

const not = (found: Fault & Readonly<{ links: number }>): Found => ({
  isVerified: false,
  ...found,
});

function faultOfEntry({ seq, content, hash, previousHash }: CertifiedEntry): Fault | undefined {
  const proven = registerChain.prove({ seq, content, hash }, { seq: seq - 1, hash: previousHash });
  return "fault" in proven ? atEntry(seq, proven.fault) : undefined;
}

const atEntry = (seq: number, fault: string): Fault => ({
  reason: `entry ${seq}: ${fault}`,
  fault: { code: "entry", seq },
});

type Walked = (Fault | Readonly<{ reason: null; fault: null }>) & Readonly<{ links: number }>;

function walk(db: Database, from: number, witness: Head | undefined): Walked {
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
    if (fault !== undefined) return { ...atEntry(row.seq, fault), links };
    if (row.seq === witness?.seq && row.hash !== witness.hash) {
      const reason = `the witness has seen another entry ${row.seq}`;
      return { reason, fault: { code: "witness-differs", seq: row.seq }, links };
    }
    last = { seq: row.seq, hash: row.hash };
    links += 1;
  }
  return { reason: null, fault: null, links };
}
