import { z } from "zod";
import {
  CountId,
  KeyId,
  MoveId,
  PaymentId,
  RefundId,
  SaleId,
  SessionId,
  UserId,
} from "../../contract/ids.ts";
import { Currency, Minor } from "../../contract/money.ts";
import { Amount, Approval, CanonicalValue, Reason } from "./fields.ts";

/** How many notes or coins of one value, in minor units, lay in the drawer. */
export const Denomination = z.strictObject({
  minor: Amount.min(1),
  count: z.int().min(0).max(99_999),
});
export type Denomination = z.infer<typeof Denomination>;

const ofSession = { sessionId: SessionId, userId: UserId, currency: Currency };

/**
 * The drawer is taken over. It should have held `expectedMinor`, `fromSafeMinor` was put to it, and
 * `floatMinor` was counted; `differenceMinor` is what that is more (or less) than expected.
 */
export const SessionOpened = z.strictObject({
  type: z.literal("session-opened"),
  ...ofSession,
  expectedMinor: Minor,
  fromSafeMinor: Minor,
  floatMinor: Amount,
  differenceMinor: Minor,
  denominations: z.array(Denomination),
});

/** Cash in or out of the drawer that is no sale. `float` is the owner's own money. */
export const CashMoved = z.strictObject({
  type: z.literal("cash-moved"),
  moveId: MoveId,
  ...ofSession,
  direction: z.enum(["in", "out"]),
  amountMinor: Amount.min(1),
  reason: Reason,
  counterAccount: z.enum(["safe", "bank", "petty", "float"]),
  approval: Approval.optional(),
});

/** Counted blind, before anybody saw what was expected. Every recount is kept; none moves money. */
export const DrawerCounted = z.strictObject({
  type: z.literal("drawer-counted"),
  countId: CountId,
  ...ofSession,
  countNumber: z.int().min(1),
  denominations: z.array(Denomination),
  countedMinor: Amount,
});

/** The count that holds is `countId`; over (positive) or short, and what went to the safe. */
export const SessionClosed = z.strictObject({
  type: z.literal("session-closed"),
  ...ofSession,
  countId: CountId,
  expectedMinor: Minor,
  countedMinor: Amount,
  overShortMinor: Minor,
  toSafeMinor: Amount,
  approval: Approval.optional(),
});

/** Sums since the register's first sale; they never go back. Safe integers, beyond one amount's. */
export const PerpetualTotals = z.strictObject({
  zCount: z.int().min(1),
  receiptCount: z.int().min(0),
  refundCount: z.int().min(0),
  grossMinor: z.int().min(0),
  refundMinor: z.int().min(0),
});
export type PerpetualTotals = z.infer<typeof PerpetualTotals>;

/** Ed25519 over the canonical form of the entry without its `signature`; `value` is base64url. */
export const ZSignature = z.strictObject({
  keyId: KeyId,
  algorithm: z.literal("ed25519"),
  value: z.string().regex(/^[A-Za-z0-9_-]{86}$/, "not 64 bytes of base64url"),
});
export type ZSignature = z.infer<typeof ZSignature>;

/**
 * The Z: a cut in the ledger by sequence, never by clock. The day is all entries from `firstSeq`
 * (the one after the last Z; 1 for the first day) to `lastSeq`, the entry right before this one,
 * whose seal is `ledgerHash`. `report` is what was printed, frozen. `signature` is null only for a
 * register that has announced no key.
 */
export const DayClosed = z.strictObject({
  type: z.literal("day-closed"),
  zNumber: z.int().min(1),
  userId: UserId,
  currency: Currency,
  firstSeq: z.int().min(1),
  lastSeq: z.int().min(1),
  ledgerHash: z.string().regex(/^[0-9a-f]{64}$/),
  report: z.record(z.string(), CanonicalValue),
  perpetual: PerpetualTotals,
  /** Card payments that were still open at the cut; their ends follow as late facts. */
  unknownPayments: z.array(
    z.strictObject({ paymentId: PaymentId, saleId: SaleId, amountMinor: Amount }),
  ),
  /** Refunds to cards that failed and are not made good: the customers wait. Absent where none. */
  failedRefunds: z
    .array(z.strictObject({ refundId: RefundId, saleId: SaleId, amountMinor: Amount }))
    .min(1)
    .optional(),
  signature: ZSignature.nullable(),
});
export type DayClosed = z.infer<typeof DayClosed>;
