import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { closeReview } from "../money/risk.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";

function warningOf({ world, ids }: Call): Stripe.Radar.EarlyFraudWarning {
  const id = ids[0] ?? "";
  const warning = findRow(world.state.earlyFraudWarnings, id);
  if (warning !== undefined) return warning;
  throw noSuch("early fraud warning", id, { param: "early_fraud_warning", inPath: true });
}

const warningListParams = {
  ...pageParams,
  charge: optional(text()),
  created: createdRange(),
  payment_intent: optional(text()),
};

function listWarnings({ world }: Call, params: Values<typeof warningListParams>): object {
  return pageOf({
    table: world.state.earlyFraudWarnings,
    url: warnings,
    what: "early fraud warning",
    page: params,
    keep: (warning) =>
      params.created.isInside(warning.created) &&
      (params.charge ?? warning.charge) === warning.charge &&
      (params.payment_intent ?? warning.payment_intent) === warning.payment_intent,
  });
}

function reviewOf({ world, ids }: Call): Stripe.Review {
  const id = ids[0] ?? "";
  const review = findRow(world.state.reviews, id);
  if (review !== undefined) return review;
  throw noSuch("review", id, { param: "review", inPath: true });
}

const reviewListParams = { ...pageParams, created: createdRange() };

/** Only what still waits for somebody's eyes. */
function listReviews({ world }: Call, params: Values<typeof reviewListParams>): object {
  return pageOf({
    table: world.state.reviews,
    url: reviews,
    what: "review",
    page: params,
    keep: (review) => review.open && params.created.isInside(review.created),
  });
}

function approve(call: Call): Stripe.Review {
  const review = reviewOf(call);
  closeReview(call.world, review, { reason: "approved", cause: call.cause });
  return review;
}

const warnings = "/v1/radar/early_fraud_warnings";
const reviews = "/v1/reviews";
const aWarning = "radar.early_fraud_warning";

export const riskRoutes: readonly Route[] = [
  endpoint({
    method: "GET",
    path: warnings,
    params: warningListParams,
    returns: aWarning,
    isList: true,
    handle: listWarnings,
  }),
  endpoint({
    method: "GET",
    path: `${warnings}/:id`,
    params: {},
    returns: aWarning,
    handle: warningOf,
  }),
  endpoint({
    method: "GET",
    path: reviews,
    params: reviewListParams,
    returns: "review",
    isList: true,
    handle: listReviews,
  }),
  endpoint({
    method: "GET",
    path: `${reviews}/:id`,
    params: {},
    returns: "review",
    handle: reviewOf,
  }),
  endpoint({
    method: "POST",
    path: `${reviews}/:id/approve`,
    params: {},
    returns: "review",
    handle: approve,
  }),
];
