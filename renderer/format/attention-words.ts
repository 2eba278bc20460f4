/** What does not fit, in the register's codes; each means: not paid as far as the till may say. */
const misfits: Readonly<Record<string, string>> = {
  "attempt-differs": "Stripe’s payment belongs to another attempt.",
  "register-differs": "Stripe’s payment belongs to another till.",
  "currency-differs": "Stripe’s payment is in another currency.",
  "amount-differs": "Stripe’s payment is of another amount.",
  "tip-over-cap": "The tip is more than this shop takes.",
  "sale-differs": "The sale is no longer what was charged.",
  "hold-expiring": "The card’s hold will be lost soon, and nothing has ordered its capture.",
  "hold-lost": "The card’s hold was lost after the sale.",
  "capture-refused": "The relay would not capture it.",
  "void-refused": "The relay would not void it.",
  "void-too-late": "It was captured before it could be voided. Refund it instead.",
  "received-too-little": "Stripe received less than was asked for.",
};

export function attentionWords(code: string): string {
  return misfits[code] ?? "Stripe’s payment does not fit what this till asked for.";
}
