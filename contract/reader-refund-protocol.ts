import { z } from "zod";
import { PaymentId, RefundId } from "./ids.ts";
import { MoneySchema } from "./money.ts";
import { Way } from "./reader-views.ts";

/**
 * The part of register ↔ relay for a refund that needs its card again, at a reader: Interac knows no
 * other. Like a charge it is started at once or not at all, never queued; how it ended is a refund's
 * reading, as for any refund.
 */
const RequestId = z.string().min(1).max(80);
const AtMs = z.int().min(0);
const refund = { id: RequestId, refundId: RefundId, paymentId: PaymentId };

export const readerRefundsToRelay = [
  /**
   * Takes the reader; then, by the relay, has it ask for the card, or, direct, leaves that to the
   * register's own window, which may begin once this is accepted. The same id again is answered as
   * before: it asks for the card once.
   */
  z.strictObject({
    type: z.literal("start-reader-refund"),
    ...refund,
    via: Way,
    readerId: z.string(),
    amount: MoneySchema,
    validUntilMs: AtMs,
  }),
  /**
   * Takes it off the reader, where no card is being processed, and tells how it ended. One that never
   * arrived here never will. May be said any number of times.
   */
  z.strictObject({
    type: z.literal("end-reader-refund"),
    ...refund,
    /** The register's own window says that its reader has let go, and why: a hint, not a fact. */
    letGo: z.string().max(80).optional(),
  }),
] as const;
export type ReaderRefundRequest = z.infer<(typeof readerRefundsToRelay)[number]>;

/** Why a refund at a reader came to nothing, beside the codes of Stripe. */
export const readerRefundEnds = [
  "refund-cancelled",
  "refund-never-started",
  "refund-not-seen",
] as const;
