import type { RegisterId } from "../../contract/ids.ts";
import type { CopiedEntry } from "../../contract/ledger-copy-protocol.ts";
import { LedgerEntry, type EntryOf } from "../../ledger/ledger-entry.ts";
import type { Tx } from "../storage/storage.ts";

type Rows = Tx["reservations"];
type Entry = Readonly<{ registerId: RegisterId; entry: LedgerEntry }>;

/** What an entry must hold to concern store credit; most sales do not, and are not parsed. */
const signs = ['"store-credit"', '"credit-topped-up"', '"reservation-released"'];

/**
 * A copied entry that proved itself moves the accounts of store credit, in the same transaction, so
 * that each moves them once however often it is sent. An entry that this relay does not understand
 * is kept all the same and moves nothing.
 */
export async function followEntry(
  { reservations }: Tx,
  registerId: RegisterId,
  { content }: CopiedEntry,
): Promise<void> {
  if (!signs.some((sign) => content.includes(sign))) return;
  const { entry: raw } = JSON.parse(content) as { entry?: unknown };
  const parsed = LedgerEntry.safeParse(raw);
  if (!parsed.success) return;
  const entry = parsed.data;
  switch (entry.type) {
    case "credit-topped-up": {
      const { topUpId: movementId, accountId, currency, amountMinor: minor } = entry;
      await reservations.insertMovement({ movementId, accountId, registerId, currency, minor });
      break;
    }
    case "sale-completed":
      await confirmSpent(reservations, { registerId, entry }, entry);
      break;
    case "refund-paid":
      await giveBack(reservations, { registerId, entry }, entry);
      break;
    case "reservation-released":
      await release(reservations, registerId, entry.reservationId);
      break;
    default:
  }
}

async function confirmSpent(
  rows: Rows,
  { registerId }: Entry,
  { currency, tenders }: EntryOf<"sale-completed">,
): Promise<void> {
  for (const tender of tenders) {
    if (tender.tender !== "store-credit" || tender.amountMinor === 0) continue;
    const { reservationId, accountId, amountMinor } = tender;
    const held = { reservationId, registerId, accountId, currency, minor: amountMinor };
    await rows.save({ ...held, state: "confirmed" });
    const movement = { movementId: reservationId, accountId, registerId, currency };
    await rows.insertMovement({ ...movement, minor: -amountMinor });
  }
}

async function giveBack(
  rows: Rows,
  { registerId }: Entry,
  { refundId, currency, to, amountMinor, roundingMinor }: EntryOf<"refund-paid">,
): Promise<void> {
  const minor = amountMinor + roundingMinor;
  if (to.tender !== "store-credit" || minor === 0) return;
  const { accountId } = to;
  await rows.insertMovement({ movementId: refundId, accountId, registerId, currency, minor });
}

/** What was spent stays spent. A release that comes first leaves a stone: the id is used up. */
async function release(rows: Rows, registerId: RegisterId, reservationId: string): Promise<void> {
  const before = await rows.select(reservationId);
  if (before?.state === "confirmed") return;
  if (before !== undefined && before.registerId !== registerId) return;
  const nothing = { reservationId, registerId, accountId: null, currency: null, minor: null };
  await rows.save({ ...(before ?? nothing), state: "released" });
}
