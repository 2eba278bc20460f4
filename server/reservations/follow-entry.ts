import type { RegisterId } from "../../contract/ids.ts";
import type { CopiedEntry } from "../../contract/ledger-copy-protocol.ts";
import { z } from "zod";
import { SaleId } from "../../contract/ids.ts";
import { LedgerEntry, type EntryOf } from "../../ledger/ledger-entry.ts";
import type { Tx } from "../storage/storage.ts";
import { claimCardRefund, confirmRefund, releaseRefund, type Mailed } from "./refund-claims.ts";

type Rows = Tx["reservations"];
type Entry = Readonly<{ registerId: RegisterId; entry: LedgerEntry }>;

/** What an entry must hold to concern credit or refunds; most sales do not, and are not parsed. */
const signs = [
  '"store-credit"',
  '"credit-topped-up"',
  '"reservation-released"',
  '"refund-paid"',
  '"refund-started"',
  '"refund-failed"',
  '"payment-voided"',
];

/** As much of a sale as finds it again. */
const SoldSale = z.looseObject({
  type: z.literal("sale-completed"),
  saleId: SaleId,
  receiptCount: z.int().min(1),
});

/**
 * A copied entry that proved itself moves the accounts of store credit and claims what it gives
 * back, in the same transaction, so that each does so once however often it is sent. An entry that
 * this relay does not understand is kept all the same and moves nothing. The answer is the register
 * that there is mail for.
 */
export async function followEntry(
  tx: Tx,
  registerId: RegisterId,
  { seq, content }: CopiedEntry,
): Promise<Mailed> {
  const isSale = content.includes('"sale-completed"');
  const isFollowed = signs.some((sign) => content.includes(sign));
  if (!isSale && !isFollowed) return undefined;
  const { entry: raw } = JSON.parse(content) as { entry?: unknown };
  const sold = SoldSale.safeParse(raw);
  if (sold.success) {
    const { saleId, receiptCount } = sold.data;
    await tx.refundClaims.insertSale({ registerId, saleId, receiptCount, seq });
  }
  const entry = isFollowed ? LedgerEntry.safeParse(raw).data : undefined;
  return entry && follow(tx, registerId, entry);
}

async function follow(tx: Tx, registerId: RegisterId, entry: LedgerEntry): Promise<Mailed> {
  const { reservations } = tx;
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
      return confirmRefund(tx, registerId, entry);
    case "refund-started":
      await claimCardRefund(tx, registerId, { ...entry, reservationId: entry.refundId });
      break;
    case "payment-voided": {
      const { paymentId: reservationId, saleId } = entry;
      await claimCardRefund(tx, registerId, { reservationId, saleId });
      break;
    }
    case "tender-taken":
      await confirmSpent(
        reservations,
        { registerId, entry },
        { ...entry, tenders: [entry.tender] },
      );
      break;
    case "tender-returned":
      await giveBackPart(reservations, registerId, entry);
      break;
    case "refund-failed":
      await letGo(reservations, registerId, entry.refundId);
      break;
    case "reservation-released":
      return release(tx, registerId, entry.reservationId);
    default:
  }
  return undefined;
}

async function confirmSpent(
  rows: Rows,
  { registerId }: Entry,
  { currency, tenders }: Pick<EntryOf<"sale-completed">, "currency" | "tenders">,
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

/** A part of a sale that was not completed: what it had spent is there again. */
async function giveBackPart(
  rows: Rows,
  registerId: RegisterId,
  { partId, currency, tender }: EntryOf<"tender-returned">,
): Promise<void> {
  if (tender.tender !== "store-credit") return;
  const { accountId, amountMinor: minor } = tender;
  const movementId = `returned-${partId}`;
  await rows.insertMovement({ movementId, accountId, registerId, currency, minor });
}

/** What was spent stays spent. A release that comes first leaves a stone: the id is used up. */
async function release(tx: Tx, registerId: RegisterId, reservationId: string): Promise<Mailed> {
  const before = await tx.reservations.select(reservationId);
  if (before?.state === "confirmed") return undefined;
  if (before !== undefined && before.registerId !== registerId) return undefined;
  await letGo(tx.reservations, registerId, reservationId);
  return releaseRefund(tx, registerId, reservationId);
}

/** A refund to a card that failed gave nothing back after all. */
async function letGo(rows: Rows, registerId: RegisterId, reservationId: string): Promise<void> {
  const nothing = { accountId: null, currency: null, minor: null };
  await rows.save({ reservationId, registerId, ...nothing, state: "released" });
}
