import { chargeOf, type Payment } from "./payment-state.ts";

/** Stripe takes half as much again as is held, or 50 units of the currency more where that is further. */
const LEAST_STRETCH_MINOR = 5_000;

/**
 * The most that a tip on the slip may be, in minor units; null where none can be taken: the hold is no
 * completed sale's, its capture does not wait, or a tip is in it already. Whether the window is still
 * open says the clock.
 */
export function mostLateTipMinor(payment: Payment): number | null {
  const { phase, captureAtMs, isVoiding, attention, tries } = payment;
  const isWaiting = phase === "authorised" && captureAtMs !== null && captureAtMs > 0;
  const isCalm = !isVoiding && attention === null && payment.topUp === undefined;
  const hasTip = payment.tipMinor > 0 || payment.lateTipMinor !== undefined;
  const isAllowed = chargeOf(tries.at(-1)).takesLateTip === true;
  if (!isWaiting || !isCalm || hasTip || !isAllowed) return null;
  return Math.max(Math.floor(payment.amountMinor / 2), LEAST_STRETCH_MINOR);
}
