import { t } from "../i18n/t.ts";

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
const reads = {
  contact_emv: "insert",
  contactless_emv: "tap",
  contactless_magstripe_mode: "tap",
  magnetic_stripe_fallback: "swipe",
  magnetic_stripe_track2: "swipe",
} as const;

const said = {
  card: t("card.card"),
  ends: (name: string, last4: string) => t("card.ends", { name, last4 }),
  insert: t("card.insert"),
  tap: t("card.tap"),
  swipe: t("card.swipe"),
};

/** "Visa ends 4242"; just "Card" while Stripe has told nothing of it. */
export function cardWords({ brand, last4 }: Card): string {
  const name = brand === null || brand === "unknown" ? said.card : (brands[brand] ?? brand);
  return last4 === null ? name : said.ends(name, last4);
}

/** "Tap", "Insert" or "Swipe"; null where it is not known. */
export function readWords(readMethod: string | null): string | null {
  if (readMethod === null) return null;
  return isKnownRead(readMethod) ? said[reads[readMethod]] : readMethod;
}

function isKnownRead(method: string): method is keyof typeof reads {
  return Object.hasOwn(reads, method);
}
