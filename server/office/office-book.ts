import { randomBytes } from "node:crypto";
import type { OfficeEntry } from "../../ledger/entries/office.ts";
import { GENESIS } from "../../ledger/hash-chain.ts";
import { officeChain } from "../../ledger/office-chain.ts";
import type { Tx } from "../storage/storage.ts";

/** Appends to the office chain in the caller's transaction; its first entry says whose book it is. */
export async function appendOffice(tx: Tx, atMs: number, entry: OfficeEntry): Promise<void> {
  const head = (await tx.office.selectHead()) ?? { seq: 0, hash: GENESIS };
  if (head.seq === 0 && entry.type !== "office-opened") {
    const officeId = `office_${randomBytes(8).toString("hex")}`;
    await appendOffice(tx, atMs, { type: "office-opened", officeId });
    await appendOffice(tx, atMs, entry);
    return;
  }
  const ticks = await tx.office.nextTicks(head.seq);
  await tx.office.insert(officeChain.seal(head, { atMs, ticks }, entry));
}
