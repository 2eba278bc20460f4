import type { InstructionRow, PaymentRow } from "../storage/rows.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { Answer } from "../stripe/call-stripe.ts";
import { captureReadBack, withoutTip } from "./capture-state.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/**
 * Stripe answers a key that met a 500 with that 500 for a day. A capture takes place once whatever
 * the key, so after a few sends it gets the next.
 */
const SENDS_PER_KEY = 3;

/** Captures what a ledger ordered, and reads back. True once Stripe shows how it ended. */
export async function capture(deps: PaymentDeps, row: InstructionRow): Promise<boolean> {
  const { paymentId, instructionId } = row;
  const payment = await deps.storage.transaction((tx) => tx.payments.select(paymentId));
  const account = payment && deps.accounts.get(payment.connection);
  if (!account || payment.intentId === null) {
    deps.log.error("nothing to capture", { paymentId });
    return false;
  }
  const { intentId } = payment;
  const sends = row.sends + 1;
  await deps.storage.transaction((tx) => tx.instructions.update(instructionId, { sends }));
  const answer = await account.intents.capture(intentId, row.amountMinor, keyOf(row));
  deps.trace("capture-answered");
  const outcome = answer.kind === "ok" ? answer.value.status : answer.why;
  const say = answer.kind === "ok" ? deps.log.info : deps.log.error;
  say("capture asked", { paymentId, intentId, outcome, sends });
  return readBack(deps, account, { row, payment, intentId, answer });
}

/** Another amount is another request: Stripe answers no key for two. */
function keyOf({ instructionId, amountMinor, sends }: InstructionRow): string {
  const number = Math.floor(sends / SENDS_PER_KEY);
  const asked = amountMinor === null ? instructionId : `${instructionId}-to-${amountMinor}`;
  return number === 0 ? asked : `${asked}-${number}`;
}

/** "Already captured" is success, and an answer may be lost: the intent says what is. */
async function readBack(
  deps: PaymentDeps,
  account: StripeAccount,
  job: Readonly<{
    row: InstructionRow;
    payment: PaymentRow;
    intentId: string;
    answer: Answer<unknown>;
  }>,
): Promise<boolean> {
  const { row, payment, intentId, answer } = job;
  const read = await account.intents.read(intentId);
  const ended = read.kind === "ok" ? captureReadBack(read.value.status) : null;
  const change = ended ?? withoutTip(row, answer);
  await deps.storage.transaction(async (tx) => {
    await markPayment(tx, payment, { source: "asked", isAsked: ended !== null });
    if (change !== null) await tx.instructions.update(row.instructionId, change);
  });
  deps.signals.stale();
  return ended !== null;
}
