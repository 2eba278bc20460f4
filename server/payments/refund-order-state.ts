import { ACCESS_REFUSED, unknown, type Answer } from "../stripe/call-stripe.ts";

/** So many errors that Stripe keeps are no accident any more. */
const LAST_KEY = 4;

/** What may have been sent before is looked for first: Stripe forgets a key, but not a refund. */
export const isLookedFor = (sends: number): boolean => sends > 0;

/**
 * Stripe keeps an error for this key, so it makes no refund any more; another key may, once a look
 * has shown that there is none. Pure.
 */
export function wantsNextKey(answer: Answer<unknown>, key: number): boolean {
  return answer.kind === "unknown" && answer.isKeySpent === true && key < LAST_KEY;
}

/** A no to the look is none to the refund: whether there is one stays open. Pure. */
export function notFound<Value>(found: Answer<Value>): Answer<Value> {
  return found.kind === "refused" ? unknown(`the look was refused: ${found.code}`) : found;
}

/**
 * What an answer makes of the order: Stripe has it; Stripe said no to it; or it is tried again, for
 * nobody knows, or the no was about our key. Pure and total.
 */
export function refundVerdict(answer: Answer<unknown>): "made" | "refused" | "later" {
  switch (answer.kind) {
    case "ok":
      return "made";
    case "unknown":
      return "later";
    case "refused":
      return answer.code === ACCESS_REFUSED ? "later" : "refused";
  }
}
