import { z } from "zod";
import {
  CreditAccountId,
  PaymentId,
  RefundId,
  ReservationId,
  SaleId,
  TopUpId,
  UserId,
} from "../../contract/ids.ts";
import { Currency } from "../../contract/money.ts";
import { Amount, Approval, Late, Reason, RefundedLine, TaxShare } from "./fields.ts";

const ofPayment = { paymentId: PaymentId, saleId: SaleId };
const ofIntent = { ...ofPayment, intentId: z.string().min(1), connection: z.string().min(1) };

/** Committed before anything leaves the till: no crash can lose or repeat the attempt. */
export const PaymentStarted = z.strictObject({
  type: z.literal("payment-started"),
  ...ofPayment,
  userId: UserId,
  connection: z.string().min(1),
  /** Null where the customer pays on a page. */
  readerId: z.string().min(1).nullable(),
  via: z.enum(["relay", "direct", "link"]),
  amountMinor: Amount,
  currency: Currency,
  /** It pays for store credit. Its `saleId` is then a number of the top-up's own, and no sale's. */
  topUp: z.strictObject({ topUpId: TopUpId, accountId: CreditAccountId }).optional(),
});

/** One card was declined: no money. The codes are Stripe's. */
export const PaymentDeclined = z.strictObject({
  type: z.literal("payment-declined"),
  ...ofIntent,
  tryNumber: z.int().min(1),
  chargeId: z.string(),
  failureCode: z.string().nullable(),
  declineCode: z.string().nullable(),
});

/** Read at Stripe as authorised. Only after this entry may the money be captured. */
export const PaymentAuthorised = z.strictObject({
  type: z.literal("payment-authorised"),
  ...ofIntent,
  tryNumber: z.int().min(1),
  chargeId: z.string(),
  amountMinor: Amount,
  tipMinor: Amount,
  currency: Currency,
  late: Late.optional(),
});

/**
 * A manager took cash for a payment whose end nobody knew. It is cancelled, never captured; what it
 * brings all the same is the customer's.
 */
export const PaymentReplaced = z.strictObject({
  type: z.literal("payment-replaced"),
  ...ofPayment,
  userId: UserId,
  approval: Approval,
  reason: Reason,
  amountMinor: Amount,
  currency: Currency,
});

/** Money of a payment that was replaced: owed back to the customer, no part of any sale. */
const isReplaced = z.literal(true).optional();

/** Read at Stripe as captured: what was authorised is now owed to the shop. */
export const PaymentCaptured = z.strictObject({
  type: z.literal("payment-captured"),
  ...ofIntent,
  amountMinor: Amount,
  currency: Currency,
  /** The part of it that `tip-asked` had asked for; 0 where that was not taken, absent where none was. */
  lateTipMinor: Amount.optional(),
  isReplaced,
  late: Late.optional(),
});

/**
 * A tip that was written on the slip, to be captured with a hold that waits. It moves nothing: what
 * came of it says `payment-captured`.
 */
export const TipAsked = z.strictObject({
  type: z.literal("tip-asked"),
  ...ofPayment,
  userId: UserId,
  tipMinor: Amount,
  currency: Currency,
});

/**
 * Read at Stripe as dead, or proven never to have got there. `heldMinor` is what had been
 * authorised and is lost with it; 0 for an attempt that never was.
 */
export const PaymentCancelled = z.strictObject({
  type: z.literal("payment-cancelled"),
  ...ofPayment,
  connection: z.string().min(1),
  intentId: z.string().nullable(),
  reason: z.string(),
  heldMinor: Amount,
  currency: Currency,
  late: Late.optional(),
});

/** Committed before the refund leaves the till; its id is the idempotency key all the way. */
export const RefundStarted = z.strictObject({
  type: z.literal("refund-started"),
  refundId: RefundId,
  ...ofPayment,
  userId: UserId,
  amountMinor: Amount,
  currency: Currency,
  /** Absent where the whole sale goes back, and where nothing but its tip does. */
  lines: z.array(RefundedLine).min(1).optional(),
  /** The tip's part of the amount. Absent in older books: the whole tip goes with the whole sale. */
  tipMinor: Amount.optional(),
  /** What the lines give back of each tax class; absent in older books. */
  taxes: z.array(TaxShare).optional(),
  reason: Reason.optional(),
  approval: Approval.optional(),
  /** The relay held the lines under this id before; null where it could not be asked. */
  reservationId: ReservationId.nullable().optional(),
  /** The refund that failed and that this one makes good. */
  replaces: RefundId.optional(),
  /** The reader at which the card is presented again; absent where no card is needed. */
  readerId: z.string().min(1).optional(),
  isReplaced,
});
export type RefundStarted = z.infer<typeof RefundStarted>;

const RefundFact = z.strictObject({
  refundId: RefundId,
  ...ofPayment,
  connection: z.string().min(1),
  stripeRefundId: z.string().nullable(),
  amountMinor: Amount,
  tipMinor: Amount,
  currency: Currency,
  /** What was paid by link goes back by link; absent for a card on a reader. */
  tender: z.literal("link").optional(),
  /** What the amount gives back of each tax class, net and tax. */
  taxes: z.array(TaxShare),
  isReplaced,
  late: Late.optional(),
});

/** Stripe took the refund on; it may still fail, days later. */
export const RefundAccepted = RefundFact.extend({ type: z.literal("refund-accepted") });
/** Stripe took it back: the customer has not got the money. Reverses `refund-accepted`. */
export const RefundFailed = RefundFact.extend({
  type: z.literal("refund-failed"),
  reason: z.string(),
  /** False when Stripe never took it on, so that there is nothing to reverse. */
  wasAccepted: z.boolean(),
});
export type RefundAccepted = z.infer<typeof RefundAccepted>;
export type RefundFailed = z.infer<typeof RefundFailed>;
