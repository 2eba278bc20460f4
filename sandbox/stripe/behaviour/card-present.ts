import type Stripe from "stripe";
import type { World } from "../world.ts";
import { nowSeconds, scramble, scrambleHex } from "../world.ts";
import type { TestCard } from "./test-cards.ts";

export const gestures = ["tap", "insert", "swipe"] as const;
export type Gesture = (typeof gestures)[number];

/** A card held out to a reader. */
export type Presentation = {
  readonly card: TestCard;
  readonly gesture: Gesture;
  readonly tipMinor: number;
};

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
};

/** Manual holds on cards present live two days. */
const HOLD_SECONDS = 2 * 24 * 60 * 60;

const EXPIRES = { month: 12, year: 2034 };

export function cardPresentMethod(
  world: World,
  id: string,
  { card, gesture }: Presentation,
): Stripe.PaymentMethod {
  return {
    id,
    object: "payment_method",
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    card_present: {
      brand: card.brand,
      brand_product: null,
      cardholder_name: null,
      country: card.country,
      exp_month: EXPIRES.month,
      exp_year: EXPIRES.year,
      fingerprint: fingerprint(card),
      funding: card.funding,
      last4: card.number.slice(-4),
      networks: { available: [card.network], preferred: null },
      offline: null,
      preferred_locales: ["en"],
      read_method: readMethods[gesture],
    },
    created: nowSeconds(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card_present",
  };
}

/** What a charge keeps of the card, receipt lines included. */
export function cardPresentDetails(
  world: World,
  charge: { id: string; amount: number; isHold: boolean },
  seen: { presentation: Presentation; reader: Stripe.Terminal.Reader },
): Details {
  const { card, gesture } = seen.presentation;
  const location = locationOf(seen.reader);
  return {
    amount_authorized: card.decline === null ? charge.amount : null,
    brand: card.brand,
    brand_product: null,
    ...(charge.isHold ? { capture_before: nowSeconds(world) + HOLD_SECONDS } : {}),
    cardholder_name: null,
    country: card.country,
    emv_auth_data: gesture === "swipe" ? null : "8A023030",
    exp_month: EXPIRES.month,
    exp_year: EXPIRES.year,
    fingerprint: fingerprint(card),
    funding: card.funding,
    generated_card: null,
    incremental_authorization_supported: false,
    last4: card.number.slice(-4),
    ...(location === null ? {} : { location }),
    network: card.network,
    network_transaction_id: scrambleHex(`network/${charge.id}`, 15).toUpperCase(),
    offline: { stored_at: null, type: null },
    overcapture_supported: false,
    preferred_locales: ["en"],
    read_method: readMethods[gesture],
    reader: seen.reader.id,
    // A magnetic stripe has no chip to print lines from.
    receipt: gesture === "swipe" ? null : receiptOf(charge.id, seen.presentation),
  };
}

function receiptOf(chargeId: string, { card, gesture }: Presentation): Details["receipt"] {
  const application = applications[card.brand] ?? { aid: "A0000000031010", name: "Card" };
  const isApproved = card.decline === null;
  return {
    account_type: card.funding === "debit" ? "checking" : card.funding,
    application_cryptogram: scrambleHex(`cryptogram/${chargeId}`, 16).toUpperCase(),
    application_preferred_name: application.name,
    authorization_code: isApproved ? authorizationCode(chargeId) : null,
    authorization_response_code: isApproved ? "3030" : "3035",
    cardholder_verification_method: gesture === "insert" ? "offline_pin" : "none",
    dedicated_file_name: application.aid,
    terminal_verification_results: "0000008000",
    transaction_status_information: gesture === "insert" ? "E800" : "0000",
  };
}

export function authorizationCode(chargeId: string): string {
  const digits = Number.parseInt(scrambleHex(`authorization/${chargeId}`, 8), 16) % 1_000_000;
  return String(digits).padStart(6, "0");
}

function fingerprint(card: TestCard): string {
  return scramble(`fingerprint/${card.number}`, 16);
}

function locationOf(reader: Stripe.Terminal.Reader): string | null {
  return typeof reader.location === "string" ? reader.location : null;
}
