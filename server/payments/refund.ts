import { assert } from "../../contract/assert.ts";
import type { RefundId } from "../../contract/ids.ts";
import type { InstructionRow, PaymentRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import type { StripeRefund } from "../stripe/refunds.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import { mailRefund } from "./record-reading.ts";
import { isLookedFor, notFound, refundVerdict, wantsNextKey } from "./refund-order-state.ts";

type Job = Readonly<{
  row: InstructionRow;
  payment: PaymentRow;
  intentId: string;
  refundId: RefundId;
  amountMinor: number;
}>;

/** Refunds what a ledger ordered, once. True once Stripe has it, or has said no. */
export async function refund(deps: PaymentDeps, row: InstructionRow): Promise<boolean> {
  const { paymentId, refundId, amountMinor } = row;
  assert(refundId !== null && amountMinor !== null, "a refund has an id and an amount");
  const payment = await deps.storage.transaction((tx) => tx.payments.select(paymentId));
  const account = payment && deps.accounts.get(payment.connection);
  if (!account || payment.intentId === null) {
    deps.log.error("nothing to refund", { paymentId });
    return false;
  }
  const job = { row, payment, intentId: payment.intentId, refundId, amountMinor };
  const answer = await findOrCreate(deps, account, job);
  deps.trace("refund-answered");
  if (answer.kind === "ok") return sent(deps, job, answer.value.stripeRefundId);
  deps.log.warn("refund without a yes", { paymentId, refundId, ...answer });
  const isNo = answer.kind === "refused" && refundVerdict(answer) === "refused";
  return isNo && refused(deps, job, answer.code);
}

/**
 * Looked for before it is sent again: Stripe forgets a key after a day, but not a refund. A key for
 * which Stripe keeps an error makes none any more; where none is found after that, the next key may.
 */
async function findOrCreate(
  { storage }: PaymentDeps,
  account: StripeAccount,
  { row, payment, intentId, refundId, amountMinor }: Job,
): Promise<Answer<StripeRefund>> {
  const { paymentId, registerId } = payment;
  const refund = { refundId, paymentId, registerId, intentId, amountMinor };
  for (let key = 0, sends = row.sends; ; key += 1) {
    if (isLookedFor(sends)) {
      const found = notFound(await account.refunds.find(intentId, refundId));
      if (found.kind !== "ok") return found;
      if (found.value !== null) return { kind: "ok", value: found.value };
    }
    sends += 1;
    await storage.transaction((tx) => tx.instructions.update(row.instructionId, { sends }));
    const answer = await account.refunds.create(refund, key);
    if (!wantsNextKey(answer, key)) return answer;
  }
}

/** Read back by the one road; what it says of the refund is mailed from there. */
async function sent(deps: PaymentDeps, job: Job, stripeRefundId: string): Promise<boolean> {
  const { row, payment } = job;
  const { connection } = payment;
  await deps.storage.transaction(async (tx) => {
    await tx.instructions.update(row.instructionId, { stripeRefundId, state: "done" });
    const why = { source: "asked", eventId: null, isAsked: true } as const;
    await tx.stale.mark({ connection, kind: "refund", objectId: stripeRefundId, ...why });
    await markPayment(tx, payment, { source: "asked" });
  });
  deps.signals.stale();
  return true;
}

async function refused(deps: PaymentDeps, job: Job, code: string): Promise<boolean> {
  const { row, payment } = job;
  await deps.storage.transaction(async (tx) => {
    await tx.instructions.update(row.instructionId, { state: "done", outcome: code });
    const reading = { readAtMs: deps.now(), source: "asked", refund: null } as const;
    await mailRefund(tx, row, { ...reading, refusedCode: code });
    await markPayment(tx, payment, { source: "asked" });
  });
  deps.signals.stale();
  deps.signals.mailed(payment.registerId);
  return true;
}
