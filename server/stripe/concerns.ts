import type Stripe from "stripe";
import { z } from "zod";
import type { PaymentConcern } from "../../contract/payment-concerns.ts";
import { callStripe, type Answer } from "./call-stripe.ts";

/** A dispute with what of its money has moved; the amounts are the balance's, so signed. */
export type DisputeReading = Extract<PaymentConcern, { kind: "dispute" }> &
  Readonly<{
    chargeId: string;
    moves: readonly Readonly<{ amountMinor: number; feeMinor: number }>[];
  }>;

export type ConcernsReading = Readonly<{
  concerns: readonly PaymentConcern[];
  disputes: readonly DisputeReading[];
}>;

export type Concerns = Readonly<{
  /** Disputes, early fraud warnings and the review of one intent. */
  read: (intentId: string) => Promise<Answer<ConcernsReading>>;
}>;

const S = 1_000;
const ChargeRef = z.union([z.string(), z.object({ id: z.string() }).transform(({ id }) => id)]);

const Dispute = z
  .object({
    id: z.string().regex(/^(dp|du)_/),
    object: z.literal("dispute"),
    status: z.string(),
    reason: z.string(),
    amount: z.int().min(0),
    currency: z.string().length(3),
    charge: ChargeRef,
    created: z.int().min(0),
    is_charge_refundable: z.boolean(),
    evidence_details: z.object({ due_by: z.int().nullish() }).nullish(),
    balance_transactions: z.array(z.object({ amount: z.int(), fee: z.int() })),
  })
  .transform((dispute): DisputeReading => {
    const { id, status, reason, charge, balance_transactions: moves } = dispute;
    const dueBy = dispute.evidence_details?.due_by ?? null;
    return {
      kind: "dispute",
      ...{ id, status, reason, chargeId: charge },
      amountMinor: dispute.amount,
      currency: dispute.currency.toUpperCase(),
      dueByMs: dueBy === null ? null : dueBy * S,
      isChargeRefundable: dispute.is_charge_refundable,
      createdAtMs: dispute.created * S,
      moves: moves.map(({ amount, fee }) => ({ amountMinor: amount, feeMinor: fee })),
    };
  });

const Warning = z
  .object({
    id: z.string().startsWith("issfr_"),
    object: z.literal("radar.early_fraud_warning"),
    fraud_type: z.string(),
    actionable: z.boolean(),
    created: z.int().min(0),
  })
  .transform((warning): PaymentConcern => ({
    kind: "early-fraud-warning",
    id: warning.id,
    fraudType: warning.fraud_type,
    isActionable: warning.actionable,
    createdAtMs: warning.created * S,
  }));

const Review = z
  .object({
    id: z.string().startsWith("prv_"),
    object: z.literal("review"),
    open: z.boolean(),
    reason: z.string(),
    created: z.int().min(0),
  })
  .transform((review): PaymentConcern => ({
    kind: "review",
    id: review.id,
    isOpen: review.open,
    reason: review.reason,
    createdAtMs: review.created * S,
  }));

const page = <Item extends z.ZodType>(item: Item) =>
  z.object({ object: z.literal("list"), data: z.array(item) });
const Disputes = page(Dispute);
const Warnings = page(Warning);
const Reviewed = z.object({ id: z.string().startsWith("pi_"), review: z.string().nullish() });

/** What may follow a payment, of one account. A payment has few of each: one page holds them. */
export function stripeConcerns(stripe: Stripe): Concerns {
  const { disputes, radar } = stripe;

  async function read(intentId: string): Promise<Answer<ConcernsReading>> {
    const of = { payment_intent: intentId, limit: 100 };
    const disputed = await callStripe(Disputes, () => disputes.list(of));
    if (disputed.kind !== "ok") return disputed;
    const warned = await callStripe(Warnings, () => radar.earlyFraudWarnings.list(of));
    if (warned.kind !== "ok") return warned;
    const review = await readReview(stripe, intentId);
    if (review.kind !== "ok") return review;
    const concerns = [...disputed.value.data.map(concernOf), ...warned.value.data];
    return {
      kind: "ok",
      value: { concerns: [...concerns, ...review.value], disputes: disputed.value.data },
    };
  }
  return { read };
}

function concernOf({ chargeId: _charge, moves: _moves, ...concern }: DisputeReading) {
  return concern;
}

async function readReview(
  { paymentIntents, reviews }: Stripe,
  intentId: string,
): Promise<Answer<readonly PaymentConcern[]>> {
  const reviewed = await callStripe(Reviewed, () => paymentIntents.retrieve(intentId));
  if (reviewed.kind !== "ok") return reviewed;
  const id = reviewed.value.review;
  if (id == null) return { kind: "ok", value: [] };
  const review = await callStripe(Review, () => reviews.retrieve(id));
  return review.kind === "ok" ? { kind: "ok", value: [review.value] } : review;
}
