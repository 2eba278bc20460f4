import { z } from "zod";
import { PaymentId } from "./ids.ts";
import { Minor } from "./money.ts";

const AtMs = z.int().min(0);

/** What somebody may want back, or warns of, after a payment was taken; as Stripe tells it. */
export const PaymentConcern = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("dispute"),
    id: z.string(),
    status: z.string(),
    reason: z.string(),
    amountMinor: Minor.min(0),
    currency: z.string(),
    /** Until when evidence is taken; null where none is. */
    dueByMs: AtMs.nullable(),
    isChargeRefundable: z.boolean(),
    createdAtMs: AtMs,
  }),
  z.strictObject({
    kind: z.literal("early-fraud-warning"),
    id: z.string(),
    fraudType: z.string(),
    /** Whether a refund now could still prevent a dispute. */
    isActionable: z.boolean(),
    createdAtMs: AtMs,
  }),
  z.strictObject({
    kind: z.literal("review"),
    id: z.string(),
    isOpen: z.boolean(),
    reason: z.string(),
    createdAtMs: AtMs,
  }),
]);
export type PaymentConcern = z.infer<typeof PaymentConcern>;

/** All concerns of one payment, as they were read together. They move no money at a till. */
export const ConcernReading = z.strictObject({
  paymentId: PaymentId,
  readAtMs: AtMs,
  concerns: z.array(PaymentConcern).max(100),
});
export type ConcernReading = z.infer<typeof ConcernReading>;
