import type Stripe from "stripe";
import { z } from "zod";
import type { PaymentId, RefundId, RegisterId } from "../../contract/ids.ts";
import type { RefundReading } from "../../contract/relay-protocol.ts";
import { callStripe, unknown, type Answer } from "./call-stripe.ts";

export type StripeRefund = NonNullable<RefundReading["refund"]>;

export type NewRefund = Readonly<{
  refundId: RefundId;
  paymentId: PaymentId;
  registerId: RegisterId;
  intentId: string;
  amountMinor: number;
}>;

export type ListedRefund = StripeRefund & Readonly<{ refundId: string | null }>;

export type Refunds = Readonly<{
  /**
   * The idempotency key is the refund's id. A second key would be a second refund, so the next one
   * is for where Stripe repeats an error for the first and is seen to have made none.
   */
  create: (refund: NewRefund, keyNumber: number) => Promise<Answer<StripeRefund>>;
  read: (stripeRefundId: string) => Promise<Answer<StripeRefund>>;
  /** The refund that an earlier call made and whose answer was lost; null where there is none. */
  find: (intentId: string, refundId: RefundId) => Promise<Answer<StripeRefund | null>>;
  /** All of an intent; `refundId` is ours, null where it was made without. */
  list: (intentId: string) => Promise<Answer<readonly ListedRefund[]>>;
}>;

const Refund = z.object({
  id: z.string().regex(/^(re|pyr)_/),
  object: z.literal("refund"),
  status: z.enum(["pending", "requires_action", "succeeded", "failed", "canceled"]),
  amount: z.int().min(0),
  currency: z.string().length(3),
  failure_reason: z.string().nullish(),
  metadata: z.record(z.string(), z.string()).nullish(),
});
type Refund = z.infer<typeof Refund>;
const Page = z.object({ object: z.literal("list"), data: z.array(Refund) });

/** Refunds of one account. */
export function stripeRefunds({ refunds }: Stripe): Refunds {
  async function create(refund: NewRefund, keyNumber: number): Promise<Answer<StripeRefund>> {
    const { refundId, paymentId, registerId, intentId, amountMinor } = refund;
    const params: Stripe.RefundCreateParams = {
      payment_intent: intentId,
      amount: amountMinor,
      reason: "requested_by_customer",
      metadata: { refund: refundId, attempt: paymentId, register: registerId },
    };
    const idempotencyKey =
      keyNumber === 0 ? `refund-${refundId}` : `refund-${refundId}-${keyNumber}`;
    return mapped(await callStripe(Refund, () => refunds.create(params, { idempotencyKey })));
  }

  async function read(stripeRefundId: string): Promise<Answer<StripeRefund>> {
    const answer = mapped(await callStripe(Refund, () => refunds.retrieve(stripeRefundId)));
    if (answer.kind !== "ok" || answer.value.stripeRefundId === stripeRefundId) return answer;
    return unknown(`asked for ${stripeRefundId}, answered ${answer.value.stripeRefundId}`);
  }

  /** A payment has few refunds: one page holds them all. */
  async function list(intentId: string): Promise<Answer<readonly ListedRefund[]>> {
    const params = { payment_intent: intentId, limit: 100 };
    const answer = await callStripe(Page, () => refunds.list(params));
    return answer.kind === "ok" ? { kind: "ok", value: answer.value.data.map(listed) } : answer;
  }

  async function find(intentId: string, refundId: RefundId): Promise<Answer<StripeRefund | null>> {
    const answer = await list(intentId);
    if (answer.kind !== "ok") return answer;
    return { kind: "ok", value: answer.value.find((one) => one.refundId === refundId) ?? null };
  }
  return { create, read, find, list };
}

function listed(refund: Refund): ListedRefund {
  return { ...refundReading(refund), refundId: refund.metadata?.["refund"] ?? null };
}

function mapped(answer: Answer<Refund>): Answer<StripeRefund> {
  return answer.kind === "ok" ? { kind: "ok", value: refundReading(answer.value) } : answer;
}

function refundReading(refund: Refund): StripeRefund {
  return {
    stripeRefundId: refund.id,
    status: refund.status,
    amountMinor: refund.amount,
    currency: refund.currency.toUpperCase(),
    failureReason: refund.failure_reason ?? null,
  };
}
