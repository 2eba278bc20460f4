import type Stripe from "stripe";
import type { World } from "../world.ts";
import { newId, nowSeconds, scrambleHex } from "../world.ts";
import { blankCharge, failureOf } from "./authorise.ts";
import { authorizationCode } from "./card-present.ts";
import type { OnlineCard, Risk } from "./online-cards.ts";
import type { Decline } from "./test-cards.ts";

export type CardPayment = {
  readonly method: Stripe.PaymentMethod;
  readonly card: OnlineCard;
  readonly decline: Decline | null;
  /** The cardholder has proved to the bank who it is. */
  readonly isAuthenticated: boolean;
  /** By mail or telephone. */
  readonly isMoto: boolean;
};

/** Cards not present are held for seven days. */
const HOLD_SECONDS = 7 * 24 * 60 * 60;

/** What a typed-in card leaves behind, whether the bank pays or not. */
export function newCardCharge(
  world: World,
  intent: Stripe.PaymentIntent,
  payment: CardPayment,
): Stripe.Charge {
  const { method, card, decline } = payment;
  const id = newId(world, "ch_3");
  const isApproved = decline === null;
  const isHeld =
    intent.capture_method === "manual" ||
    intent.payment_method_options?.card?.capture_method === "manual";
  return {
    id,
    ...blankCharge(world, intent),
    amount_captured: isApproved && !isHeld ? intent.amount : 0,
    billing_details: method.billing_details,
    captured: isApproved && !isHeld,
    ...failureOf(decline),
    outcome: outcomeOf(card.risk, decline),
    paid: isApproved,
    payment_method: method.id,
    payment_method_details: {
      card: detailsOf(world, payment, { id, amount: intent.amount, isHeld: isApproved && isHeld }),
      type: "card",
    },
    receipt_url: isApproved ? `https://pay.stripe.com/receipts/payment/${id}` : null,
    status: isApproved ? "succeeded" : "failed",
  };
}

function detailsOf(
  world: World,
  { method, card, decline, isAuthenticated, isMoto }: CardPayment,
  charge: { id: string; amount: number; isHeld: boolean },
): Stripe.Charge.PaymentMethodDetails.Card {
  const isApproved = decline === null;
  return {
    amount_authorized: isApproved ? charge.amount : null,
    authorization_code: isApproved ? authorizationCode(charge.id) : null,
    brand: card.brand,
    ...(charge.isHeld ? { capture_before: nowSeconds(world) + HOLD_SECONDS } : {}),
    country: card.country,
    electronic_commerce_indicator: isAuthenticated ? "05" : null,
    ...wordsOf(method.card),
    extended_authorization: { status: "disabled" },
    funding: card.funding,
    incremental_authorization: { status: "unavailable" },
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    ...(isMoto ? { moto: true } : {}),
    multicapture: { status: "unavailable" },
    network: card.network,
    network_token: { used: false },
    network_transaction_id: scrambleHex(`network/${charge.id}`, 15).toUpperCase(),
    overcapture: { maximum_amount_capturable: charge.amount, status: "unavailable" },
    regulated_status: "unregulated",
    three_d_secure: isAuthenticated ? authentication(charge.id) : null,
    transaction_link_id: null,
    wallet: null,
  };
}

/** What the payment method shows of its card. */
function wordsOf(card: Stripe.PaymentMethod.Card | undefined) {
  return {
    checks: card?.checks ?? null,
    exp_month: card?.exp_month ?? 12,
    exp_year: card?.exp_year ?? 2034,
    fingerprint: card?.fingerprint ?? null,
  };
}

function authentication(chargeId: string) {
  return {
    authentication_flow: "challenge",
    electronic_commerce_indicator: "05",
    exemption_indicator: null,
    result: "authenticated",
    result_reason: null,
    transaction_id: scrambleHex(`3ds/${chargeId}`, 32),
    version: "2.2.0",
  } as const satisfies Stripe.Charge.PaymentMethodDetails.Card.ThreeDSecure;
}

const scores: Readonly<Record<Risk, number>> = {
  normal: 12,
  elevated: 67,
  highest: 88,
  blocked: 96,
};

/** What Radar and the bank said. A blocked payment was never sent to the bank. */
function outcomeOf(risk: Risk, decline: Decline | null): Stripe.Charge.Outcome {
  const level = { risk_level: risk === "blocked" ? "highest" : risk, risk_score: scores[risk] };
  const quiet = { advice_code: null, network_advice_code: null, network_decline_code: null };
  if (risk === "blocked") {
    return {
      ...quiet,
      ...level,
      network_status: "not_sent_to_network",
      reason: "highest_risk_level",
      seller_message: "Stripe blocked this payment as too risky.",
      type: "blocked",
    };
  }
  if (decline !== null) {
    return {
      ...level,
      advice_code: decline.adviceCode,
      network_advice_code: null,
      network_decline_code: decline.networkCode,
      network_status: "declined_by_network",
      reason: decline.declineCode,
      seller_message: "The bank did not return any further details with this decline.",
      type: "issuer_declined",
    };
  }
  const isReviewed = risk === "elevated";
  return {
    ...quiet,
    ...level,
    network_status: "approved_by_network",
    reason: isReviewed ? "elevated_risk_level" : null,
    seller_message: isReviewed
      ? "Stripe evaluated this payment as having elevated risk, and placed it in your manual review queue."
      : "Payment complete.",
    type: isReviewed ? "manual_review" : "authorized",
  };
}
