import type Stripe from "stripe";
import { shared } from "../shared.ts";
import type { World } from "../world.ts";
import { nowSeconds, scramble, scrambleHex } from "../world.ts";
import type { Gesture, Presentation } from "./presentation.ts";
import type { TestCard } from "./test-cards.ts";

export { gestures } from "./presentation.ts";
export type { Gesture, Presentation } from "./presentation.ts";

type Details = Stripe.Charge.PaymentMethodDetails.CardPresent;

const readMethods = {
  tap: "contactless_emv",
  insert: "contact_emv",
  swipe: "magnetic_stripe_track2",
} as const satisfies Record<Gesture, NonNullable<Details["read_method"]>>;

/** The application of each brand as chips name it (AIDs after the EMV registry). */
const applications: Readonly<Record<string, { aid: string; name: string }>> = {
  visa: { aid: "A0000000031010", name: "Visa Credit" },
  mastercard: { aid: "A0000000041010", name: "Mastercard" },
  amex: { aid: "A00000002501", name: "American Express" },
  discover: { aid: "A0000001523010", name: "Discover" },
  diners: { aid: "A0000001523010", name: "Diners Club" },
  jcb: { aid: "A0000000651010", name: "JCB Credit" },
  unionpay: { aid: "A000000333010102", name: "UnionPay Credit" },
  interac: { aid: "A0000002771010", name: "Interac" },
  eftpos_au: { aid: "A00000038410", name: "eftpos" },
  girocard: { aid: "A0000003591010028001", name: "girocard" },
};

/** Manual holds on cards present live two days. */
const HOLD_SECONDS = 2 * 24 * 60 * 60;

export const noBillingDetails = shared({
  address: null,
  email: null,
  name: null,
  phone: null,
  tax_id: null,
});
const noMetadata = shared({});
const english = shared(["en"]);
const notOffline = shared({ stored_at: null, type: null });

const EXPIRES = { month: 12, year: 2034 };

export function cardPresentMethod(
  world: World,
  id: string,
  presentation: Presentation,
): Stripe.PaymentMethod {
  const { type } = presentation.card;
  const details = {
    ...cardFields(presentation),
    networks: shared({ available: [presentation.card.network], preferred: null }),
  };
  return {
    id,
    object: "payment_method",
    billing_details: noBillingDetails,
    ...(type === "card_present"
      ? { card_present: shared({ ...details, brand_product: null, offline: null }) }
      : { interac_present: shared(details) }),
    created: nowSeconds(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: noMetadata,
    type,
  };
}

function cardFields({ card, gesture }: Presentation) {
  return {
    brand: card.brand,
    cardholder_name: null,
    country: card.country,
    exp_month: EXPIRES.month,
    exp_year: EXPIRES.year,
    fingerprint: fingerprint(card),
    funding: card.funding,
    last4: card.number.slice(-4),
    preferred_locales: english,
    read_method: readMethods[gesture],
  };
}

export type SeenCard = { presentation: Presentation; reader: Stripe.Terminal.Reader };
type Booked = { id: string; amount: number; isHold: boolean; isIncrementable: boolean };

/** What a charge keeps of the card, receipt lines included. */
export function presentDetails(
  world: World,
  charge: Booked,
  seen: SeenCard,
): Stripe.Charge.PaymentMethodDetails {
  if (seen.presentation.card.type === "card_present") {
    return { card_present: cardPresentDetails(world, charge, seen), type: "card_present" };
  }
  const receipt = receiptOf(charge.id, seen.presentation);
  return {
    interac_present: {
      ...cardFields(seen.presentation),
      ...readingOf(charge.id, seen),
      emv_auth_data: EMV_AUTH_DATA,
      generated_card: null,
      receipt: receipt && { ...receipt, account_type: "checking" },
    },
    type: "interac_present",
  };
}

const EMV_AUTH_DATA = "8A023030";

function readingOf(chargeId: string, { presentation, reader }: SeenCard) {
  return {
    ...(typeof reader.location === "string" ? { location: reader.location } : {}),
    network: presentation.card.network,
    network_transaction_id: scrambleHex(`network/${chargeId}`, 15).toUpperCase(),
    reader: reader.id,
  };
}

function cardPresentDetails(world: World, charge: Booked, seen: SeenCard): Details {
  const { card, gesture } = seen.presentation;
  return {
    ...cardFields(seen.presentation),
    ...readingOf(charge.id, seen),
    amount_authorized: card.decline === null ? charge.amount : null,
    brand_product: null,
    ...(charge.isHold ? { capture_before: nowSeconds(world) + HOLD_SECONDS } : {}),
    emv_auth_data: gesture === "swipe" ? null : EMV_AUTH_DATA,
    generated_card: null,
    incremental_authorization_supported: charge.isHold && charge.isIncrementable,
    offline: notOffline,
    overcapture_supported: charge.isHold && mayOvercapture(world, card),
    // A magnetic stripe has no chip to print lines from.
    receipt: gesture === "swipe" ? null : receiptOf(charge.id, seen.presentation),
  };
}

/** Trades in which tips are written on the receipt: taxis, restaurants, bars, fast food, hair, spa. */
const tippedTrades = ["4121", "5812", "5813", "5814", "7230", "7297", "7298"];

/** More than was held may be captured in the United States, in trades that take tips. */
function mayOvercapture({ state }: World, card: TestCard): boolean {
  const { business_profile: profile, country } = state.account;
  const brands = ["visa", "mastercard", "amex", "discover"];
  return (
    country === "US" && tippedTrades.includes(profile?.mcc ?? "") && brands.includes(card.brand)
  );
}

function receiptOf(chargeId: string, presentation: Presentation): Details["receipt"] {
  const { card, gesture } = presentation;
  const application = applications[card.brand] ?? { aid: "A0000000031010", name: "Card" };
  const isApproved = card.decline === null;
  return {
    account_type: card.funding === "debit" ? "checking" : card.funding,
    application_cryptogram: scrambleHex(`cryptogram/${chargeId}`, 16).toUpperCase(),
    application_preferred_name: application.name,
    authorization_code: isApproved ? authorizationCode(chargeId) : null,
    authorization_response_code: isApproved ? "3030" : "3035",
    cardholder_verification_method: verificationOf(presentation),
    dedicated_file_name: application.aid,
    terminal_verification_results: "0000008000",
    transaction_status_information: gesture === "insert" ? "E800" : "0000",
  };
}

function verificationOf({ card, gesture }: Presentation) {
  if (card.verification.startsWith("online-pin") && card.decline === null) return "online_pin";
  if (gesture === "insert" || card.verification === "offline-pin") return "offline_pin";
  return "none";
}

export function authorizationCode(chargeId: string): string {
  const digits = Number.parseInt(scrambleHex(`authorization/${chargeId}`, 8), 16) % 1_000_000;
  return String(digits).padStart(6, "0");
}

function fingerprint(card: TestCard): string {
  return scramble(`fingerprint/${card.number}`, 16);
}
