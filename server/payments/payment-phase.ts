import type { PaymentChange, PaymentRow } from "../storage/rows.ts";
import type { IntentReading } from "../stripe/payment-reading.ts";

/** Statuses in which no card has authorised anything: the intent can be cancelled without loss. */
const cancellable = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
]);

export function isCancellable(intent: IntentReading): boolean {
  return cancellable.has(intent.status);
}

/** `succeeded` and `canceled` are final at Stripe and exclude each other. */
export function isFinal(intent: IntentReading): boolean {
  return intent.status === "succeeded" || intent.status === "canceled";
}

/** What a reading changes in our own row. Pure; the mail is another matter. */
export function afterReading(payment: PaymentRow, intent: IntentReading): PaymentChange {
  const isAtReader = payment.isAtReader && isStillAtReader(payment, intent);
  return {
    intentId: intent.intentId,
    // Two reads may cross: what was final stays so.
    state: payment.state === "final" || isFinal(intent) ? "final" : "open",
    isAtReader,
    // Authorised or final: nothing is left to cancel. What becomes of a hold, the register says.
    wantsCancel: payment.wantsCancel && isCancellable(intent),
  };
}

/** The reader is free of it for others once a card was authorised, or the intent has ended. */
export function freesReader(intent: IntentReading): boolean {
  return intent.status === "requires_capture" || isFinal(intent);
}

/** A failed charge ends the try that made it; one that was there before ends nothing. */
function isStillAtReader(payment: PaymentRow, intent: IntentReading): boolean {
  if (freesReader(intent)) return false;
  const charge = intent.latestCharge;
  const isOfThisTry = charge !== null && charge.chargeId !== payment.chargeBefore;
  return !(isOfThisTry && charge.status === "failed");
}
