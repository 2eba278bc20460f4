type Card = Readonly<{ brand: string | null; last4: string | null }>;

/** Brands as Stripe spells them. One that is not known here is shown as it came. */
const brands: Readonly<Record<string, string>> = {
  amex: "Amex",
  cartes_bancaires: "Cartes Bancaires",
  diners: "Diners",
  discover: "Discover",
  eftpos_au: "Eftpos",
  girocard: "Girocard",
  interac: "Interac",
  jcb: "JCB",
  maestro: "Maestro",
  mastercard: "Mastercard",
  unionpay: "UnionPay",
  visa: "Visa",
};

/** How Stripe says that a card was read, as the customer would say it. */
const reads: Readonly<Record<string, string>> = {
  contact_emv: "Insert",
  contactless_emv: "Tap",
  contactless_magstripe_mode: "Tap",
  magnetic_stripe_fallback: "Swipe",
  magnetic_stripe_track2: "Swipe",
};

/** "Visa ends 4242"; just "Card" while Stripe has told nothing of it. */
export function cardWords({ brand, last4 }: Card): string {
  const name = brand === null || brand === "unknown" ? "Card" : (brands[brand] ?? brand);
  return last4 === null ? name : `${name} ends ${last4}`;
}

/** "Tap", "Insert" or "Swipe"; null where it is not known. */
export function readWords(readMethod: string | null): string | null {
  return readMethod === null ? null : (reads[readMethod] ?? readMethod);
}
