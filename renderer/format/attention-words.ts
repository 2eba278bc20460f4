/** What does not fit, in the register's codes; each means: not paid as far as the till may say. */
const misfits: Readonly<Record<string, string>> = {
  "attempt-differs": "Stripe’s payment belongs to another attempt.",
  "register-differs": "Stripe’s payment belongs to another till.",
  "currency-differs": "Stripe’s payment is in another currency.",
  "amount-differs": "Stripe’s payment is of another amount.",
  "replaced-not-returned": "Cash took its place, but the card’s money could not be given back.",
  "received-too-little": "Stripe received less than was asked for.",
};

export function attentionWords(code: string): string {
  return misfits[code] ?? "Stripe’s payment does not fit what this till asked for.";
}
