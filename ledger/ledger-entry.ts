import { z } from "zod";
import { Discount, MAX_QUANTITY } from "../contract/commands.ts";
import {
  LineId,
  PaymentId,
  ProductId,
  RefundId,
  RegisterId,
  SaleId,
  UserId,
} from "../contract/ids.ts";
import { Currency, MAX_MINOR, Minor } from "../contract/money.ts";
import { ChargeReading } from "../contract/relay-protocol.ts";

const Amount = z.int().min(0).max(MAX_MINOR);
const RateBasisPoints = z.int().min(0).max(100_000);

/**
 * One line as it was sold. All amounts are minor units of the sale's currency. `listMinor` is price
 * times quantity; `discountMinor` is the line's own discount and its share of the sale's;
 * `netMinor` + `taxMinor` is what the customer pays for it; `listNetMinor` is the list without tax.
 */
export const SoldLine = z.strictObject({
  lineId: LineId,
  productId: ProductId,
  name: z.string(),
  detail: z.string(),
  quantity: z.int().min(1).max(MAX_QUANTITY),
  unitMinor: Amount,
  listMinor: Amount,
  discount: Discount.nullable(),
  ownDiscountMinor: Amount,
  discountMinor: Amount,
  taxCode: z.string().min(1).max(4),
  rateBasisPoints: RateBasisPoints,
  listNetMinor: Amount,
  netMinor: Amount,
  taxMinor: Amount,
});
export type SoldLine = z.infer<typeof SoldLine>;

/** Cash settles `amountMinor`: what was given less the change. */
export const CashTender = z.strictObject({
  tender: z.literal("cash"),
  amountMinor: Amount,
  givenMinor: Amount,
  changeMinor: Amount,
});

/** A card settles `amountMinor`; `tipMinor` came on top, on the reader. Nothing here is secret. */
export const CardTender = z.strictObject({
  tender: z.literal("card"),
  amountMinor: Amount,
  tipMinor: Amount,
  paymentId: PaymentId,
  connection: z.string().min(1),
  intentId: z.string().min(1),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  readMethod: z.string().nullable(),
  emv: ChargeReading.shape.emv,
});

/** The chain's first entry: whose book this is. A restored file of another register shows here. */
export const LedgerOpened = z.strictObject({
  type: z.literal("ledger-opened"),
  registerId: RegisterId,
  registerNumber: z.int().min(1),
  currency: Currency,
});

export const SaleCompleted = z.strictObject({
  type: z.literal("sale-completed"),
  saleId: SaleId,
  /** Counts this register's receipts from 1, gapless; printed as `<register>-<number>`. */
  receiptCount: z.int().min(1),
  userId: UserId,
  currency: Currency,
  taxMode: z.enum(["inclusive", "exclusive"]),
  lines: z.array(SoldLine).min(1),
  discount: Discount.nullable(),
  totalMinor: Amount,
  /** Positive when cash rounding took more than the total. */
  roundingMinor: Minor,
  tenders: z.array(z.discriminatedUnion("tender", [CashTender, CardTender])).min(1),
});
export type SaleCompleted = z.infer<typeof SaleCompleted>;

const ofPayment = { paymentId: PaymentId, saleId: SaleId };
const ofIntent = { ...ofPayment, intentId: z.string().min(1), connection: z.string().min(1) };

/** Committed before anything leaves the till: no crash can lose or repeat the attempt. */
export const PaymentStarted = z.strictObject({
  type: z.literal("payment-started"),
  ...ofPayment,
  userId: UserId,
  connection: z.string().min(1),
  readerId: z.string().min(1),
  via: z.enum(["relay", "direct"]),
  amountMinor: Amount,
  currency: Currency,
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
});

/** Read at Stripe as captured: what was authorised is now owed to the shop. */
export const PaymentCaptured = z.strictObject({
  type: z.literal("payment-captured"),
  ...ofIntent,
  amountMinor: Amount,
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
});

/** Committed before the refund leaves the till; its id is the idempotency key all the way. */
export const RefundStarted = z.strictObject({
  type: z.literal("refund-started"),
  refundId: RefundId,
  ...ofPayment,
  userId: UserId,
  amountMinor: Amount,
  currency: Currency,
});

const RefundFact = z.strictObject({
  refundId: RefundId,
  ...ofPayment,
  connection: z.string().min(1),
  stripeRefundId: z.string().nullable(),
  amountMinor: Amount,
  tipMinor: Amount,
  currency: Currency,
  /** What the amount gives back of each tax class, net and tax. */
  taxes: z.array(
    z.strictObject({
      taxCode: z.string(),
      rateBasisPoints: RateBasisPoints,
      netMinor: Amount,
      taxMinor: Amount,
    }),
  ),
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

/** The book's vocabulary: every fact that the ledger can hold. Readers accept all old shapes. */
export const LedgerEntry = z.discriminatedUnion("type", [
  LedgerOpened,
  SaleCompleted,
  PaymentStarted,
  PaymentDeclined,
  PaymentAuthorised,
  PaymentCaptured,
  PaymentCancelled,
  RefundStarted,
  RefundAccepted,
  RefundFailed,
]);
export type LedgerEntry = z.infer<typeof LedgerEntry>;

export type EntryOf<Type extends LedgerEntry["type"]> = Extract<LedgerEntry, { type: Type }>;

/** The id that an entry is about: all entries of one sale, its payments and refunds, share it. */
export function subjectOf(entry: LedgerEntry): string {
  return entry.type === "ledger-opened" ? entry.registerId : entry.saleId;
}
