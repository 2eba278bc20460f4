import type Stripe from "stripe";
import { ApiError, noSuch } from "../api-error.ts";
import { findRow, insertRow } from "../table.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";
import { emit } from "../webhooks/emit.ts";
import type { OnlineCard } from "./online-cards.ts";
import { findOnlineCard, hasCheckDigit, isLiveNumber, numberNamed } from "./online-cards.ts";
import type { Decline } from "./test-cards.ts";

export type CardEntry = {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string | null;
};

type Extras = { billing?: Stripe.PaymentMethod.BillingDetails; cause?: Cause | null };

/** A payment method for a card whose number somebody typed in, or that a test names. */
export function newCardMethod(
  world: World,
  entry: CardEntry,
  extras: Extras = {},
): Stripe.PaymentMethod {
  const card = checkedCard(world, entry);
  const id = newId(world, "pm_1");
  world.state.cards[id] = { number: card.number, isSaved: false };
  return insertRow(world.state.paymentMethods, {
    id,
    object: "payment_method",
    allow_redisplay: "unspecified",
    billing_details: extras.billing ?? noBillingDetails,
    card: {
      brand: card.brand,
      checks: {
        address_line1_check: null,
        address_postal_code_check: null,
        cvc_check: entry.cvc === null ? "unchecked" : card.cvcCheck,
      },
      country: card.country,
      display_brand: card.brand,
      exp_month: entry.expMonth,
      exp_year: entry.expYear,
      fingerprint: scramble(`fingerprint/${card.number}`, 16),
      funding: card.funding,
      generated_from: null,
      last4: card.number.slice(-4),
      networks: { available: [card.network], preferred: null },
      regulated_status: "unregulated",
      three_d_secure_usage: { supported: true },
      wallet: null,
    },
    created: nowSeconds(world),
    customer: null,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: "card",
  });
}

const noBillingDetails = { address: null, email: null, name: null, phone: null, tax_id: null };

/** What Stripe says about a number before any bank is asked. */
function checkedCard(world: World, entry: CardEntry): OnlineCard {
  const digits = entry.number.replaceAll(/[ -]/g, "");
  if (!hasCheckDigit(digits)) throw cardError("incorrect_number", "Your card number is incorrect.");
  checkExpiry(world, entry);
  if (entry.cvc !== null && !/^\d{3,4}$/.test(entry.cvc)) {
    throw cardError("invalid_cvc", "Your card's security code is invalid.");
  }
  const card = findOnlineCard(digits);
  const isOfThisWorld = isLiveNumber(digits) === (world.mode === "live");
  if (card !== undefined && isOfThisWorld) return card;
  const [message, declineCode] = world.mode === "live" ? notLive : notTest;
  throw cardError("card_declined", message, declineCode);
}

const notLive = [
  "Your card was declined. Your request was in live mode, but used a known test card.",
  "live_mode_test_card",
] as const;
const notTest = [
  "Your card was declined. Your request was in test mode, but used a non test card. For a list of valid test cards, visit: https://stripe.com/docs/testing.",
  "test_mode_live_card",
] as const;

function checkExpiry(world: World, { expMonth, expYear }: CardEntry): void {
  const today = new Date(world.now());
  const year = today.getUTCFullYear();
  if (expMonth < 1 || expMonth > 12) {
    throw cardError("invalid_expiry_month", "Your card's expiration month is invalid.");
  }
  const isPast = expYear < year || (expYear === year && expMonth < today.getUTCMonth() + 1);
  if (isPast) throw cardError("invalid_expiry_year", "Your card's expiration year is invalid.");
}

function cardError(code: string, message: string, declineCode?: string): ApiError {
  return new ApiError(402, {
    type: "card_error",
    code,
    message,
    ...(declineCode === undefined ? { param: paramOf[code] } : { decline_code: declineCode }),
  });
}

const paramOf: Readonly<Record<string, string>> = {
  incorrect_number: "number",
  invalid_expiry_month: "exp_month",
  invalid_expiry_year: "exp_year",
  invalid_cvc: "cvc",
};

/** Next year's December: what the named test cards carry. */
export function namedEntry(world: World, number: string): CardEntry {
  const expYear = new Date(world.now()).getUTCFullYear() + 1;
  return { number, expMonth: 12, expYear, cvc: null };
}

/** For a parameter. `pm_card_…` makes a new payment method each time, as at Stripe. */
export function methodNamed(
  world: World,
  id: string,
  cause: Cause | null = null,
): Stripe.PaymentMethod {
  const number = numberNamed(id);
  if (number !== undefined && id.startsWith("pm_card_")) {
    return newCardMethod(world, namedEntry(world, number), { cause });
  }
  const method = findRow(world.state.paymentMethods, id);
  if (method !== undefined) return method;
  throw noSuch("PaymentMethod", id, { param: "payment_method", inPath: false });
}

/** The card behind a payment method that was not made by a reader. */
export function cardBehind(world: World, method: Stripe.PaymentMethod): OnlineCard | undefined {
  const kept = Object.hasOwn(world.state.cards, method.id)
    ? world.state.cards[method.id]
    : undefined;
  return kept && findOnlineCard(kept.number);
}

/** Ties a card to a customer; the bank is asked, so that a bad card is refused here already. */
export function attachMethod(
  world: World,
  method: Stripe.PaymentMethod,
  to: { customerId: string; cause: Cause | null },
): void {
  const card = cardBehind(world, method);
  if (card?.isRefusedEarly === true && card.decline !== null) throw refusal(card.decline);
  method.customer = to.customerId;
  emit(world, { type: "payment_method.attached", object: method, cause: to.cause });
}

/** A decline as the answer to a request. */
export function refusal(decline: Decline, more: Partial<ApiError["body"]> = {}): ApiError {
  return new ApiError(402, {
    type: "card_error",
    code: decline.code,
    message: decline.message,
    advice_code: decline.adviceCode,
    ...(decline.code === "card_declined" ? { decline_code: decline.declineCode } : {}),
    ...(decline.networkCode === "" ? {} : { network_decline_code: decline.networkCode }),
    ...more,
  });
}

/** A card on file goes on working without its owner being asked again. */
export function markSaved(world: World, method: Stripe.PaymentMethod): void {
  const kept = world.state.cards[method.id];
  if (kept !== undefined) kept.isSaved = true;
}
