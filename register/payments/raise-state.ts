import { RAISED } from "../../contract/raise-protocol.ts";
import type { PaymentReading } from "../../contract/relay-protocol.ts";

/** A wish that the card's bank holds more. Amounts in minor units, without a tip. */
export type Raise = Readonly<{
  /** Counts the wishes of one payment from 1; so many there were. */
  number: number;
  toMinor: number;
  /** UTC by the relay's clock: after it the relay asks no bank that it has not asked before. */
  validUntilMs: number;
  /** Nobody watches it: what it came to must be looked up. */
  isUnknown: boolean;
}>;

/** What a payment keeps of the wishes to hold more on it. */
export type Growth = Readonly<{
  /** The bank is asked to hold more; nothing while it is not. */
  raise?: Raise | null | undefined;
  /** How often it was asked. */
  raises?: number | undefined;
  /** What it held before it held more. */
  formerMinors?: readonly number[] | undefined;
  /** The last wish, where it was not granted: what it would have held, and why not. */
  raiseRefused?: Readonly<{ toMinor: number; code: string }> | null | undefined;
}>;

type Hold = Growth & Readonly<{ paymentId: string; amountMinor: number }>;
export type Raising<Kind extends Hold> = Kind & Readonly<{ raise: Raise }>;

/** While it is not known how much is held, the sale takes no other tender. */
export function isRaising<Kind extends Hold>(payment: Kind): payment is Raising<Kind> {
  return payment.raise != null;
}

/** Its answer is waited for; of one that nobody watches it may never come. */
export function isRaiseWatched({ raise }: Growth): boolean {
  return raise != null && !raise.isUnknown;
}

export const raiseIdOf = ({ paymentId }: Pick<Hold, "paymentId">, number: number): string =>
  `raise-${paymentId}-${number}`;

/**
 * What a reading says of the wish to hold more. What Stripe holds decides: the new amount is the yes,
 * and a no counts only with the old one. A reading that says neither changes nothing.
 */
export function raiseSettled<Kind extends Hold>(payment: Kind, reading: PaymentReading): Kind {
  const { intent } = reading;
  if (!isRaising(payment)) return payment;
  if (intent === null || intent.status === "canceled") return { ...payment, raise: null };
  if (intent.attempt !== payment.paymentId) return payment;
  const heldMinor = intent.amountMinor - intent.tipMinor;
  if (heldMinor === payment.raise.toMinor) return grown(payment);
  return heldMinor === payment.amountMinor ? refusedBy(payment, reading) : payment;
}

function grown<Kind extends Hold>(payment: Raising<Kind>): Kind {
  const { amountMinor, formerMinors = [], raise } = payment;
  const before = [...formerMinors, amountMinor];
  return { ...payment, amountMinor: raise.toMinor, formerMinors: before, raise: null };
}

function refusedBy<Kind extends Hold>(payment: Raising<Kind>, { raise }: PaymentReading): Kind {
  const { number, toMinor } = payment.raise;
  const isEnded = raise?.raiseId === raiseIdOf(payment, number) && raise.outcome !== RAISED;
  if (!isEnded) return payment;
  return { ...payment, raise: null, raiseRefused: { toMinor, code: raise.outcome } };
}

/** It was read before the hold grew, and came after: nothing new. */
export function isOutdated({ formerMinors = [] }: Growth, { intent }: PaymentReading): boolean {
  if (intent === null || intent.status === "succeeded" || intent.status === "canceled")
    return false;
  return formerMinors.includes(intent.amountMinor - intent.tipMinor);
}

/** The line is lost, or no answer came: only a reading says what is held. */
export function loseSightOfRaise<Kind extends Hold>(payment: Kind): Kind {
  if (!isRaising(payment) || payment.raise.isUnknown) return payment;
  return { ...payment, raise: { ...payment.raise, isUnknown: true } };
}
