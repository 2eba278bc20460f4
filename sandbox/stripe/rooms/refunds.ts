import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { latestCharge } from "../behaviour/expire-holds.ts";
import { bookRefund } from "../money/book-charge.ts";
import { checkUndisputed } from "../money/disputes.ts";
import { meetRefund } from "../money/risk.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, integer, later, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds, scrambleHex } from "../world.ts";
import { intentNamed } from "./payment-intents.ts";

const createParams = {
  amount: optional(integer(1)),
  charge: optional(text()),
  currency: later(),
  customer: later(),
  instructions_email: later(),
  metadata: metadata(),
  origin: later(),
  payment_intent: optional(text()),
  reason: optional(oneOf(["duplicate", "fraudulent", "requested_by_customer"])),
  refund_application_fee: optional(flag()),
  reverse_transfer: optional(flag()),
};

type CreateValues = Values<typeof createParams>;

/** Gives back a captured charge, at once or in parts, never more than is left of it. */
function create({ world, cause }: Call, params: CreateValues): Stripe.Refund {
  const charge = chargeToRefund(world, params);
  if (charge.amount_refunded >= charge.amount) {
    throw invalidRequest(`Charge ${charge.id} has already been refunded.`, {
      code: "charge_already_refunded",
      charge: charge.id,
    });
  }
  checkUndisputed(world, charge);
  const left = charge.amount - charge.amount_refunded;
  const amount = params.amount ?? left;
  if (amount > left) {
    throw invalidRequest(
      `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`,
      { param: "amount" },
    );
  }
  const refund = insertRow(world.state.refunds, newRefund(world, { charge, amount, params }));
  charge.amount_refunded += amount;
  charge.refunded = charge.amount_refunded === charge.amount;
  bookRefund(world, refund, charge);
  emit(world, { type: "refund.created", object: refund, cause });
  emit(world, { type: "charge.refunded", object: charge, cause });
  meetRefund(world, charge, refund);
  return refund;
}

function chargeToRefund(world: World, params: CreateValues): Stripe.Charge {
  const charge = chargeNamed(world, params);
  if (charge.captured) return charge;
  throw invalidRequest(`Charge ${charge.id} is not captured, so there is nothing to refund.`, {
    code: "charge_not_refundable",
    charge: charge.id,
  });
}

function chargeNamed(world: World, params: CreateValues): Stripe.Charge {
  const { charge: chargeId, payment_intent: intentId } = params;
  if (chargeId !== undefined && intentId !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: charge, payment_intent.", {
      code: "parameters_exclusive",
      param: "payment_intent",
    });
  }
  if (intentId !== undefined) return chargeOfIntent(world, intentNamed(world, intentId));
  if (chargeId === undefined) {
    throw invalidRequest(
      "One of the following params should be provided for this request: payment_intent or charge.",
      { code: "parameter_missing", param: "payment_intent" },
    );
  }
  const charge = findRow(world.state.charges, chargeId);
  if (charge !== undefined) return charge;
  throw noSuch("charge", chargeId, { param: "charge", inPath: false });
}

function chargeOfIntent(world: World, intent: Stripe.PaymentIntent): Stripe.Charge {
  const charge = latestCharge(world, intent);
  if (intent.status === "succeeded" && charge !== undefined) return charge;
  throw invalidRequest(
    `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    { code: "payment_intent_unexpected_state", param: "payment_intent" },
  );
}

function newRefund(
  world: World,
  made: { charge: Stripe.Charge; amount: number; params: CreateValues },
): Stripe.Refund {
  const { charge, amount, params } = made;
  const id = newId(world, "re_3");
  return {
    id,
    object: "refund",
    amount,
    balance_transaction: null,
    charge: charge.id,
    created: nowSeconds(world),
    currency: charge.currency,
    customer: null,
    customer_account: null,
    destination_details: {
      card: {
        reference: scrambleHex(`reference/${id}`, 23).toUpperCase(),
        reference_status: "available",
        reference_type: "acquirer_reference_number",
        type: "refund",
      },
      type: "card",
    },
    metadata: mergedMetadata({}, params.metadata),
    payment_intent: charge.payment_intent,
    payment_method: charge.payment_method,
    reason: params.reason ?? null,
    receipt_number: null,
    source_transfer_reversal: null,
    status: "succeeded",
    transfer_reversal: null,
  };
}

function refundOf({ world, ids }: Call): Stripe.Refund {
  const id = ids[0] ?? "";
  const refund = findRow(world.state.refunds, id);
  if (refund !== undefined) return refund;
  throw noSuch("refund", id, { param: "refund", inPath: true });
}

const listParams = {
  ...pageParams,
  charge: optional(text()),
  created: createdRange(),
  payment_intent: optional(text()),
};

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.refunds,
    url: "/v1/refunds",
    what: "refund",
    page: params,
    keep: (refund) =>
      params.created.isInside(refund.created) &&
      (params.charge ?? refund.charge) === refund.charge &&
      (params.payment_intent ?? refund.payment_intent) === refund.payment_intent,
  });
}

const path = "/v1/refunds";
const returns = "refund";

export const refundRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: `${path}/:id`, params: {}, returns, handle: refundOf }),
];
