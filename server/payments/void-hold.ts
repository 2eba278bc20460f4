import type { InstructionRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/**
 * Lets a hold go that a book no longer wants, and reads back. True once Stripe shows how it ended: a
 * capture that was faster is an end, too, and its reading tells the register.
 */
export async function voidHold(deps: PaymentDeps, row: InstructionRow): Promise<boolean> {
  const { paymentId, instructionId } = row;
  const payment = await deps.storage.transaction((tx) => tx.payments.select(paymentId));
  const account = payment && deps.accounts.get(payment.connection);
  if (!account || payment.intentId === null) {
    deps.log.error("nothing to void", { paymentId });
    return false;
  }
  const { intentId } = payment;
  const answer = await account.intents.cancel(intentId);
  deps.trace("void-answered");
  const read = await account.intents.read(intentId);
  const status = read.kind === "ok" ? read.value.status : null;
  deps.log.info("void asked", { paymentId, intentId, answer: answer.kind, status });
  const isEnded = status === "canceled" || status === "succeeded";
  await deps.storage.transaction(async (tx) => {
    await markPayment(tx, payment, { source: "asked", isAsked: isEnded });
    if (isEnded) await tx.instructions.update(instructionId, { state: "done", outcome: status });
  });
  deps.signals.stale();
  return isEnded;
}

/** In the transaction that stores a void: what was not yet carried out must not be any more. */
export async function stopCapture(tx: Tx, { kind, paymentId }: InstructionRow): Promise<void> {
  if (kind !== "void") return;
  const order = await tx.instructions.select(`capture-${paymentId}`);
  if (order?.state !== "stored") return;
  await tx.instructions.update(order.instructionId, { state: "done", outcome: "voided" });
}

/** A capture that comes after a void of the same hold, and would undo it. */
export async function isVoided(tx: Tx, { kind, paymentId }: InstructionRow): Promise<boolean> {
  if (kind !== "capture") return false;
  const order = await tx.instructions.select(`void-${paymentId}`);
  return order !== undefined && order.outcome !== "succeeded";
}
