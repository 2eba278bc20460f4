import type { Ledger } from "../../ledger/ledger.ts";
import type { Late, LedgerEntry } from "../../ledger/ledger-entry.ts";

const NEWEST = Number.MAX_SAFE_INTEGER;

/**
 * Where a fact belongs to a day that is closed: that day's Z and the entry that the fact belongs to,
 * the newest of the sale that `isCause` picks. Undefined while its day is open.
 */
export function lateOf(
  ledger: Ledger,
  saleId: string,
  isCause: (entry: LedgerEntry) => boolean,
): Readonly<{ late?: Late }> {
  const [lastZ] = ledger.latest("day-closed", NEWEST, 1);
  if (lastZ === undefined) return {};
  const cause = ledger.entriesOf(saleId).findLast(({ entry }) => isCause(entry));
  if (cause === undefined || cause.seq > lastZ.seq) return {};
  const z = ledger
    .since("day-closed", cause.seq)
    .find(({ entry }) => entry.firstSeq <= cause.seq && cause.seq <= entry.lastSeq);
  return z === undefined ? {} : { late: { zNumber: z.entry.zNumber, seq: cause.seq } };
}
