import { chargeOf, type Payment } from "./payment-state.ts";
import { isRaising } from "./raise-state.ts";

/** Whether the bank of this card, which is held and neither captured nor let go of, may be asked. */
export function isRaisable({ phase, tries, captureAtMs, isVoiding, ...payment }: Payment): boolean {
  const isHeld = phase === "authorised" && captureAtMs === null && !isVoiding;
  const mayGrow = chargeOf(tries.at(-1)).isRaisable === true && payment.topUp === undefined;
  return isHeld && mayGrow && payment.attention === null;
}

/** What a part's view says of it; nothing of cash. */
export function growthOf(payment: Payment | undefined) {
  if (payment === undefined) return {};
  if (isRaising(payment)) return { raisingToMinor: payment.raise.toMinor };
  return {
    ...(isRaisable(payment) && { isRaisable: true as const }),
    ...(payment.raiseRefused && { isRaiseRefused: true as const }),
  };
}
