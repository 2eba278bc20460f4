import { NEVER_SENT, RAISED, type RaiseHold } from "../../contract/raise-protocol.ts";
import type { InstructionRow } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import type { IntentReading } from "../stripe/payment-reading.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/** As with captures: an error that Stripe keeps for a key must not be asked for again for ever. */
const SENDS_PER_KEY = 3;
/** A no of which Stripe says neither code nor type. */
const REFUSED = "refused";

/** What came in time is carried out until Stripe has answered; what came late never is. */
export function raiseRow(order: RaiseHold, nowMs: number): InstructionRow {
  const { id: instructionId, paymentId, amount, validUntilMs } = order;
  const isLate = nowMs > validUntilMs;
  return {
    ...{ instructionId, kind: "raise", paymentId, refundId: null },
    ...{ amountMinor: amount.minor, currency: amount.currency },
    ...{ notBeforeMs: 0, windowMs: 0, sends: 0, stripeRefundId: null, mailed: null },
    ...(isLate ? { state: "done", outcome: NEVER_SENT } : { state: "stored", outcome: null }),
  };
}

/** In the transaction that stores it: a hold that is to be captured, or let go of, grows no more. */
export async function isRaiseLate(tx: Tx, { kind, paymentId }: InstructionRow): Promise<boolean> {
  if (kind !== "raise") return false;
  const orders = [`capture-${paymentId}`, `void-${paymentId}`].map((id) =>
    tx.instructions.select(id),
  );
  return (await Promise.all(orders)).some((order) => order !== undefined);
}

/**
 * Asks the bank to hold more, and reads back. True once it is known how that ended: the amount is
 * absolute, so asking again after a lost answer cannot raise it twice.
 */
export async function raiseHold(deps: PaymentDeps, row: InstructionRow): Promise<boolean> {
  const { paymentId, instructionId, amountMinor } = row;
  const payment = await deps.storage.transaction((tx) => tx.payments.select(paymentId));
  const account = payment && deps.accounts.get(payment.connection);
  if (!account || payment.intentId === null || amountMinor === null) {
    deps.log.error("nothing to raise", { paymentId });
    return false;
  }
  const { intentId } = payment;
  const sends = row.sends + 1;
  await deps.storage.transaction((tx) => tx.instructions.update(instructionId, { sends }));
  const answer = await account.intents.raise(intentId, amountMinor, keyOf(row));
  deps.trace("raise-answered");
  const read = await account.intents.read(intentId);
  const outcome = raiseOutcome(answer, read, amountMinor);
  deps.log.info("a larger hold asked", { paymentId, intentId, outcome, sends });
  await deps.storage.transaction(async (tx) => {
    await markPayment(tx, payment, { source: "asked", isAsked: outcome !== null });
    if (outcome !== null) await tx.instructions.update(instructionId, { state: "done", outcome });
  });
  deps.signals.stale();
  return outcome !== null;
}

function keyOf({ instructionId, sends }: InstructionRow): string {
  const number = Math.floor(sends / SENDS_PER_KEY);
  return number === 0 ? instructionId : `${instructionId}-${number}`;
}

/**
 * What Stripe shows decides; its no counts only where the hold is as it was. Null: not known yet. Pure.
 */
export function raiseOutcome(
  answer: Answer<unknown>,
  read: Answer<Pick<IntentReading, "amountMinor">>,
  wantedMinor: number,
): string | null {
  if (read.kind !== "ok") return null;
  if (read.value.amountMinor >= wantedMinor) return RAISED;
  return answer.kind === "refused" ? answer.code || REFUSED : null;
}
