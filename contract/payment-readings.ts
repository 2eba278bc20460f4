import { z } from "zod";
import { PaymentId, RefundId } from "./ids.ts";
import { Minor } from "./money.ts";
import { PayLinkSession } from "./pay-link-protocol.ts";
import { RaiseReading } from "./raise-protocol.ts";

const AtMs = z.int().min(0);

/** What one card presented to a reader came to, as Stripe's charge tells it. */
export const ChargeReading = z.strictObject({
  chargeId: z.string(),
  status: z.enum(["succeeded", "pending", "failed"]),
  captured: z.boolean(),
  refundedMinor: Minor.min(0),
  /** `failure_code` of the charge, and the issuer's `decline_code`. */
  failureCode: z.string().nullable(),
  declineCode: z.string().nullable(),
  brand: z.string().nullable(),
  last4: z.string().nullable(),
  readMethod: z.string().nullable(),
  /** Interac: captured at once, and given back only with the card at a reader. */
  isInterac: z.boolean().default(false),
  /** Its bank may be asked to hold more (`incremental_authorization_supported`). */
  isRaisable: z.literal(true).optional(),
  /** More than is held may be captured: a tip on the slip (`overcapture_supported`, or as above). */
  takesLateTip: z.literal(true).optional(),
  /** Radar's word and number for the risk (0 to 99); null where it was not assessed. */
  riskLevel: z.string().nullable().optional(),
  riskScore: z.int().nullable().optional(),
  /** UTC; after it an authorisation is lost (`capture_before`). */
  captureBeforeMs: AtMs.nullable(),
  /** The EMV lines that networks require on a receipt; null for magstripe. */
  emv: z
    .strictObject({
      applicationName: z.string().nullable(),
      dedicatedFileName: z.string().nullable(),
      accountType: z.string().nullable(),
      authorizationCode: z.string().nullable(),
      cardholderVerification: z.string().nullable(),
    })
    .nullable(),
});
export type ChargeReading = z.infer<typeof ChargeReading>;

/** Why the relay read: a webhook, its own poll, the register's question, or recovery at a start. */
export const ReadingSource = z.enum(["webhook", "poll", "asked", "recovery"]);

/**
 * What the relay read at Stripe: the only fact there is about a payment (never an event's payload,
 * a reader's status or a screen). `intent` is null when Stripe knows no intent of this attempt and
 * the relay will start none: then nothing was or will be charged.
 */
export const PaymentReading = z.strictObject({
  paymentId: PaymentId,
  readAtMs: AtMs,
  source: ReadingSource,
  /** The event that caused the reading, where one did. */
  eventId: z.string().nullable(),
  intent: z
    .strictObject({
      intentId: z.string(),
      /** `requires_payment_method`, `requires_capture`, `succeeded`, `canceled`, … as Stripe says. */
      status: z.string(),
      amountMinor: Minor.min(0),
      tipMinor: Minor.min(0),
      amountReceivedMinor: Minor.min(0),
      currency: z.string(),
      /** `metadata.attempt` and `metadata.register`, to be checked against what was started. */
      attempt: z.string().nullable(),
      register: z.string().nullable(),
      latestCharge: ChargeReading.nullable(),
      lastErrorCode: z.string().nullable(),
    })
    .nullable(),
  /** Of a payment by link, which is over only when its session is, too; null where there is none. */
  session: PayLinkSession.nullable().optional(),
  /** Absent where nobody asked for a larger hold, or where that has not ended. */
  raise: RaiseReading.optional(),
});
export type PaymentReading = z.infer<typeof PaymentReading>;

/** What the relay read of a refund. `refund` is null when Stripe refused it; the code says why. */
export const RefundReading = z.strictObject({
  refundId: RefundId,
  paymentId: PaymentId,
  readAtMs: AtMs,
  source: ReadingSource,
  refund: z
    .strictObject({
      stripeRefundId: z.string(),
      status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
      amountMinor: Minor.min(0),
      currency: z.string(),
      failureReason: z.string().nullable(),
    })
    .nullable(),
  refusedCode: z.string().nullable(),
});
export type RefundReading = z.infer<typeof RefundReading>;
