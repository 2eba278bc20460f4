import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { idOf } from "../id-of.ts";
import { findRow, insertRow, rowsOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";

export const fraudTypes = [
  "card_never_received",
  "fraudulent_card_application",
  "made_with_counterfeit_card",
  "made_with_lost_card",
  "made_with_stolen_card",
  "misc",
  "unauthorized_use_of_card",
] as const;
export type FraudType = (typeof fraudTypes)[number];

/** The card's bank believes that the payment was a fraud. A refund in time spares the dispute. */
export function warnOfFraud(
  world: World,
  charge: Stripe.Charge,
  fraudType: FraudType,
): Stripe.Radar.EarlyFraudWarning {
  const warning = insertRow(world.state.earlyFraudWarnings, {
    id: newId(world, "issfr_1"),
    object: "radar.early_fraud_warning",
    actionable: charge.captured && !charge.refunded && !charge.disputed,
    charge: charge.id,
    created: nowSeconds(world),
    fraud_type: fraudType,
    livemode: false,
    ...intentOf(charge),
  });
  emit(world, { type: "radar.early_fraud_warning.created", object: warning, cause: null });
  return warning;
}

function intentOf({ payment_intent: id }: Stripe.Charge): { payment_intent?: string } {
  return typeof id === "string" ? { payment_intent: id } : {};
}

/** Somebody is to look at this payment, because a rule says so or a person. */
export function openReview(
  world: World,
  charge: Stripe.Charge,
  why: "manual" | "rule",
): Stripe.Review {
  if (charge.review !== null) {
    throw invalidRequest(`Charge ${charge.id} has a review already.`, { charge: charge.id });
  }
  const review: Stripe.Review = insertRow(world.state.reviews, {
    id: newId(world, "prv_1"),
    object: "review",
    billing_zip: null,
    charge: charge.id,
    closed_reason: null,
    created: nowSeconds(world),
    ip_address: null,
    ip_address_location: null,
    livemode: false,
    open: true,
    opened_reason: why,
    ...intentOf(charge),
    reason: why,
    session: null,
  });
  charge.review = review.id;
  const intent = intentWith(world, charge);
  if (intent !== undefined) intent.review = review.id;
  emit(world, { type: "review.opened", object: review, cause: null });
  return review;
}

function intentWith(world: World, charge: Stripe.Charge): Stripe.PaymentIntent | undefined {
  const id = charge.payment_intent;
  return typeof id === "string" ? findRow(world.state.paymentIntents, id) : undefined;
}

export function closeReview(
  world: World,
  review: Stripe.Review,
  { reason, cause }: { reason: Stripe.Review.ClosedReason; cause: Cause | null },
): void {
  if (!review.open) {
    throw invalidRequest(`The review ${review.id} is closed already.`, { param: "review" });
  }
  review.open = false;
  review.closed_reason = reason;
  review.reason = reason;
  const charge = findRow(world.state.charges, idOf(review.charge));
  if (charge !== undefined) {
    charge.review = null;
    const intent = intentWith(world, charge);
    if (intent !== undefined) intent.review = null;
  }
  emit(world, { type: "review.closed", object: review, cause });
}

/** A refund answers a warning and a review, when nothing is left of the charge. */
export function meetRefund(world: World, charge: Stripe.Charge, refund: Stripe.Refund): void {
  if (!charge.refunded) return;
  settleWarnings(world, charge);
  const reason = refund.reason === "fraudulent" ? "refunded_as_fraud" : "refunded";
  closeReviewOf(world, charge, reason);
}

export function meetDispute(world: World, charge: Stripe.Charge): void {
  settleWarnings(world, charge);
  closeReviewOf(world, charge, "disputed");
}

function closeReviewOf(
  world: World,
  charge: Stripe.Charge,
  reason: Stripe.Review.ClosedReason,
): void {
  const id = charge.review;
  const review = typeof id === "string" ? findRow(world.state.reviews, id) : undefined;
  if (review?.open === true) closeReview(world, review, { reason, cause: null });
}

function settleWarnings(world: World, charge: Stripe.Charge): void {
  for (const warning of rowsOf(world.state.earlyFraudWarnings)) {
    if (warning.charge !== charge.id || !warning.actionable) continue;
    warning.actionable = false;
    const previous = { actionable: true };
    const type = "radar.early_fraud_warning.updated";
    emit(world, { type, object: warning, previous, cause: null });
  }
}
