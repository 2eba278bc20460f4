import type { Database } from "../storage/open-database.ts";

/** The Zs from one number to another that one key signed; null: that nobody signed. */
export type SignedBy = Readonly<{ keyId: string | null; fromZ: number; toZ: number }>;

/** Which key signed which Z up to an entry, in the order of the Zs: what a reader asks the relay for. */
export function signedBy(db: Database, headSeq: number): readonly SignedBy[] {
  const zs = db
    .prepare<[number], { keyId: string | null; zNumber: number }>(
      `SELECT content ->> '$.entry.signature.keyId' AS keyId, content ->> '$.entry.zNumber' AS zNumber
       FROM ledger WHERE type = 'day-closed' AND seq <= ? ORDER BY seq`,
    )
    .all(headSeq);
  const runs: SignedBy[] = [];
  for (const { keyId, zNumber } of zs) {
    const last = runs.at(-1);
    if (last?.keyId === keyId) runs[runs.length - 1] = { ...last, toZ: zNumber };
    else runs.push({ keyId, fromZ: zNumber, toZ: zNumber });
  }
  return runs;
}
