import type { RegisterId } from "../../contract/ids.ts";
import type { CopiedEntry } from "../../contract/ledger-copy-protocol.ts";
import { z } from "zod";
import { SaleId } from "../../contract/ids.ts";
import { LedgerEntry, type EntryOf } from "../../ledger/ledger-entry.ts";
import type { Tx } from "../storage/storage.ts";
import { noteLateSpend } from "./holds.ts";
import {
  claimCardRefund,
  claimVoid,
  confirmRefund,
  releaseRefund,
  type Mailed,
} from "./refund-claims.ts";

type Rows = Tx["reservations"];
/** Which entry it is that may spend, and when it came. */
type Place = Readonly<{ registerId: RegisterId; seq: number; atMs: number }>;

/** What an entry must hold to concern credit or refunds; most sales do not, and are not parsed. */
const signs = [
  '"store-credit"',
  '"credit-opened"',
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
  { registerId, atMs }: Omit<Place, "seq">,
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
  if (entry?.type === "credit-opened") {
    await tx.reservations.insertAccount(entry.accountId, registerId);
  }
  return entry && follow(tx, { registerId, seq, atMs }, entry);
}

async function follow(tx: Tx, place: Place, entry: LedgerEntry): Promise<Mailed> {
  const { reservations } = tx;
  const { registerId } = place;
  switch (entry.type) {
    case "credit-topped-up": {
      const { topUpId: movementId, accountId, currency, amountMinor: minor } = entry;
      const movement = { movementId, accountId, registerId, currency, minor };
      await reservations.insertMovement({ ...movement, seq: place.seq });
      break;
    }
    case "sale-completed":
      await confirmSpent(tx, place, entry);
      break;
    case "refund-paid":
      return giveBack(tx, place, entry);
    case "refund-started":
      await claimCardRefund(tx, registerId, { ...entry, reservationId: entry.refundId });
      break;
    case "payment-voided":
      await claimVoid(tx, registerId, entry);
      break;
    case "tender-taken":
      await confirmSpent(tx, place, { ...entry, tenders: [entry.tender] });
      break;
    case "tender-returned":
      await giveBackPart(reservations, place, entry);
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

/** A part is told of when it is taken and once more with its sale: it is spent once. */
async function confirmSpent(
  tx: Tx,
  { registerId, ...place }: Place,
  { currency, tenders }: Pick<EntryOf<"sale-completed">, "currency" | "tenders">,
): Promise<void> {
  for (const tender of tenders) {
    if (tender.tender !== "store-credit" || tender.amountMinor === 0) continue;
    const { reservationId, accountId, amountMinor } = tender;
    const held = { reservationId, registerId, accountId, currency, minor: amountMinor };
    const before = await tx.reservations.select(reservationId);
    await tx.reservations.save({ ...held, state: "confirmed" });
    const movement = { movementId: reservationId, accountId, registerId, currency };
    await tx.reservations.insertMovement({ ...movement, minor: -amountMinor, seq: place.seq });
    await noteLateSpend(tx, { ...place, before });
  }
}

async function giveBack(
  tx: Tx,
  { registerId, ...place }: Place,
  refund: EntryOf<"refund-paid">,
): Promise<Mailed> {
  const { refundId, currency, to, amountMinor, roundingMinor } = refund;
  const minor = amountMinor + roundingMinor;
  const before = await tx.reservations.select(refundId);
  if (to.tender === "store-credit" && minor !== 0) {
    const { accountId } = to;
    const movement = { movementId: refundId, accountId, registerId, currency, minor };
    await tx.reservations.insertMovement({ ...movement, seq: place.seq });
  }
  const mailed = await confirmRefund(tx, registerId, refund);
  await noteLateSpend(tx, { ...place, before });
  return mailed;
}

/** A part of a sale that was not completed: what it had spent is there again. */
async function giveBackPart(
  rows: Rows,
  { registerId, seq }: Place,
  { partId, currency, tender }: EntryOf<"tender-returned">,
): Promise<void> {
  if (tender.tender !== "store-credit") return;
  const { accountId, amountMinor: minor } = tender;
  const movementId = `returned-${partId}`;
  await rows.insertMovement({ movementId, accountId, registerId, currency, minor, seq });
}

/**
 * What was spent stays spent, and what a manager let go of is. A release that comes first leaves a
 * stone: the id is used up.
 */
async function release(tx: Tx, registerId: RegisterId, reservationId: string): Promise<Mailed> {
  const before = await tx.reservations.select(reservationId);
  if (before !== undefined && before.state !== "held") return undefined;
  if (before !== undefined && before.registerId !== registerId) return undefined;
  await letGo(tx.reservations, registerId, reservationId);
  return releaseRefund(tx, registerId, reservationId);
}

/** A refund to a card that failed gave nothing back after all. */
async function letGo(rows: Rows, registerId: RegisterId, reservationId: string): Promise<void> {
  const nothing = { accountId: null, currency: null, minor: null };
  await rows.save({ reservationId, registerId, ...nothing, state: "released" });
}
