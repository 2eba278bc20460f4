/** What the clerk reads, and what they may say to a customer with others in the queue. */
export type DeclineWords = Readonly<{
  title: string;
  advice: string;
  quote: string;
  /** Stripe's code, where it may stand on a screen that the customer can see. */
  code: string | null;
}>;

type Words = Omit<DeclineWords, "code">;

const generic: Words = {
  title: "The bank did not accept this card",
  advice: "Not a fault of the till or the reader. Another card often works.",
  quote:
    "Your bank didn’t approve it this time. Would you like to try another card, or pay another way?",
};

const limit: Words = {
  title: "The card has reached a limit",
  advice: "The bank allows no more on it for now. Another card often works.",
  quote:
    "Your card has reached its limit for now. Would you like to try another card, or pay another way?",
};

const pin: Words = {
  title: "The PIN was not right",
  advice: "The same card may be tried again, inserted and with its PIN.",
  quote: "The PIN didn’t match. Would you like to try it once more, or use another card?",
};

const insert: Words = {
  title: "The bank wants the card inserted, with its PIN",
  advice: "Try the same card again: inserted this time, not tapped.",
  quote: "Your bank would like the PIN. Could you insert the card this time?",
};

const unreachable: Words = {
  title: "The bank could not be reached",
  advice: "Nobody said no: the same card may work in a moment.",
  quote: "Your bank didn’t answer. Shall we try the same card once more?",
};

const unsupported: Words = {
  title: "This card cannot be used here",
  advice: "The bank does not allow this kind of purchase on it. Another card often works.",
  quote: "This card isn’t set up for this. Would you like to try another one?",
};

/**
 * The only codes that are told apart. Lost, stolen, fraudulent and all that is not named here share
 * one sentence and show no code: the clerk must not learn it, and the customer not be accused.
 */
const told: Readonly<Record<string, Words>> = {
  insufficient_funds: {
    title: "There is not enough on this card",
    advice: "The bank did not approve this amount. Another card often works.",
    quote:
      "Your bank didn’t approve this amount. Would you like to try another card, or pay another way?",
  },
  expired_card: {
    title: "This card has expired",
    advice: "It cannot be charged any more. Ask for another one.",
    quote: "This card has expired. Do you have a newer one with you?",
  },
  incorrect_pin: pin,
  invalid_pin: pin,
  pin_try_exceeded: {
    title: "Too many wrong PINs",
    advice: "The bank has closed this card for now. Ask for another one.",
    quote: "The bank takes no more PINs on this card today. Do you have another one?",
  },
  offline_pin_required: insert,
  online_or_offline_pin_required: insert,
  card_velocity_exceeded: limit,
  withdrawal_count_limit_exceeded: limit,
  card_not_supported: unsupported,
  currency_not_supported: unsupported,
  issuer_not_available: unreachable,
  processing_error: unreachable,
  reenter_transaction: unreachable,
  try_again_later: unreachable,
};

export function declineWords(code: string | null): DeclineWords {
  const words = code !== null && Object.hasOwn(told, code) ? told[code] : undefined;
  return words ? { ...words, code } : { ...generic, code: null };
}
