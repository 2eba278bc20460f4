import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { latestCharge } from "../behaviour/expire-holds.ts";
import { checkUndisputed } from "../money/disputes.ts";
import { refundCharge } from "../behaviour/make-refund.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { isAskedFor, ofChargeParams } from "../params/of-charge.ts";
import { pageOf } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, integer, later, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
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
  const { metadata: words, reason } = params;
  return refundCharge(world, charge, { amount, metadata: words, reason, cause });
}

function chargeToRefund(world: World, params: CreateValues): Stripe.Charge {
  const charge = chargeNamed(world, params);
  if (charge.payment_method_details?.type === "interac_present") {
    throw invalidRequest(
      "Interac payments can only be refunded on a reader, with the customer's card present.",
      { code: "charge_not_refundable", charge: charge.id },
    );
  }
  if (charge.captured) return charge;
  throw invalidRequest(`Charge ${charge.id} is not captured, so there is nothing to refund.`, {
    code: "charge_not_refundable",
    charge: charge.id,
  });
}

export function chargeNamed(
  world: World,
  params: Pick<CreateValues, "charge" | "payment_intent">,
): Stripe.Charge {
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

function refundOf({ world, ids }: Call): Stripe.Refund {
  const id = ids[0] ?? "";
  const refund = findRow(world.state.refunds, id);
  if (refund !== undefined) return refund;
  throw noSuch("refund", id, { param: "refund", inPath: true });
}

const updateParams = { metadata: metadata() };

function update(call: Call, params: Values<typeof updateParams>): Stripe.Refund {
  const { world, cause } = call;
  const refund = refundOf(call);
  const before = structuredClone(refund);
  refund.metadata = mergedMetadata(refund.metadata ?? {}, params.metadata);
  const previous = previousOf(before, refund);
  emit(world, { type: "refund.updated", object: refund, previous, cause });
  emit(world, { type: "charge.refund.updated", object: refund, previous, cause });
  return refund;
}

/** Only refunds that wait for an action of the customer can be canceled: no card's does. */
function cancel(call: Call): never {
  const refund = refundOf(call);
  throw invalidRequest(
    `This refund cannot be canceled because its status is ${refund.status ?? "none"}. Only refunds with status requires_action can be canceled.`,
  );
}

function list({ world }: Call, params: Values<typeof ofChargeParams>): object {
  return pageOf({
    table: world.state.refunds,
    url: "/v1/refunds",
    what: "refund",
    page: params,
    keep: (refund) => isAskedFor(refund, params),
  });
}

const path = "/v1/refunds";
const one = `${path}/:id`;
const returns = "refund";

export const refundRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: ofChargeParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: refundOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "POST", path: `${one}/cancel`, params: {}, returns, handle: cancel }),
];
