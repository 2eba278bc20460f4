import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { latestCharge, releaseCharge } from "../behaviour/expire-holds.ts";
import { bookCapture } from "../money/book-charge.ts";
import { shippingOf } from "../params/shipping.ts";
import { stretchHold } from "../behaviour/stretch-hold.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { checkAmount } from "../params/money.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, integer, later, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import {
  confirmIntent,
  checkConfirmable,
  setParty,
  unexpectedState,
} from "./confirm-payment-intent.ts";
import type { CreateValues } from "./new-payment-intent.ts";
import { computedTypes, methodOptions, newPaymentIntent } from "./new-payment-intent.ts";
import { confirmParams, createParams, methodTypes, updateParams } from "./payment-intent-params.ts";

function intentOf({ world, ids }: Call): Stripe.PaymentIntent {
  const id = ids[0] ?? "";
  const intent = findRow(world.state.paymentIntents, id);
  if (intent !== undefined) return intent;
  throw noSuch("payment_intent", id, { param: "intent", inPath: true });
}

function create(call: Call, params: CreateValues): Stripe.PaymentIntent {
  const { world, cause } = call;
  const made = newPaymentIntent(world, params);
  const isConfirmed = params.confirm === true;
  if (isConfirmed) checkConfirmable(made.payment_method_types);
  setParty(world, made, params);
  const intent = insertRow(world.state.paymentIntents, made);
  emit(world, { type: "payment_intent.created", object: intent, cause });
  return isConfirmed
    ? confirmIntent(world, intent, { params: onlyTheRest(params), cause })
    : intent;
}

/** The payment method is on the intent already when a creation goes on to the confirmation. */
function onlyTheRest(params: CreateValues) {
  const { return_url, off_session, error_on_requires_action, use_stripe_sdk } = params;
  const { mandate_data } = params;
  return { return_url, off_session, error_on_requires_action, use_stripe_sdk, mandate_data };
}

const changeable = ["requires_payment_method", "requires_confirmation", "requires_action"];

type UpdateValues = Values<typeof updateParams>;

/** Words may change at any time; money only while no card was taken. */
function update(call: Call, params: UpdateValues): Stripe.PaymentIntent {
  const intent = intentOf(call);
  const isMoney =
    params.amount !== undefined ||
    params.currency !== undefined ||
    params.capture_method !== undefined ||
    params.payment_method_options !== undefined;
  if (isMoney && !changeable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be updated because it has a status of ${intent.status}.`,
    );
  }
  updateMoney(intent, params);
  updateWords(intent, params);
  setParty(call.world, intent, params);
  intent.last_payment_error = null;
  return intent;
}

function updateMoney(intent: Stripe.PaymentIntent, params: UpdateValues): void {
  const currency = params.currency ?? intent.currency;
  if (params.amount !== undefined) checkAmount(params.amount, currency);
  intent.amount = params.amount ?? intent.amount;
  intent.currency = currency;
  intent.capture_method = params.capture_method ?? intent.capture_method;
  if (params.allowed_payment_method_types ?? params.payment_method_types) {
    intent.allowed_payment_method_types = params.allowed_payment_method_types ?? null;
    intent.payment_method_types = computedTypes({ ...params, currency });
  }
  if (params.payment_method_options !== undefined) {
    const types = methodTypes.filter((type) => intent.payment_method_types.includes(type));
    intent.payment_method_options = methodOptions(types, params.payment_method_options);
  }
}

function updateWords(intent: Stripe.PaymentIntent, params: UpdateValues): void {
  intent.metadata = mergedMetadata(intent.metadata, params.metadata);
  intent.description = params.description ?? intent.description;
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
  intent.statement_descriptor = params.statement_descriptor ?? intent.statement_descriptor;
  intent.statement_descriptor_suffix =
    params.statement_descriptor_suffix ?? intent.statement_descriptor_suffix;
  intent.transfer_group = params.transfer_group ?? intent.transfer_group;
  if (params.shipping !== undefined) intent.shipping = shippingOf(params.shipping);
}

const captureParams = {
  amount_details: later(),
  amount_to_capture: optional(integer(1)),
  application_fee_amount: later(),
  final_capture: optional(flag()),
  hooks: later(),
  metadata: metadata(),
  payment_details: later(),
  statement_descriptor: optional(text(22)),
  statement_descriptor_suffix: optional(text(22)),
  transfer_data: later(),
};

/** Takes the held money, or less of it; what is left goes back. */
function capture(call: Call, params: Values<typeof captureParams>): Stripe.PaymentIntent {
  const { world, cause } = call;
  const intent = intentOf(call);
  const charge = latestCharge(world, intent);
  if (intent.status !== "requires_capture" || charge === undefined) {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be captured because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.`,
    );
  }
  if (params.final_capture === false) {
    // No charge here is open to more than one capture, and each says so.
    throw invalidRequest("This PaymentIntent is not eligible for multicapture.", {
      code: "payment_intent_invalid_parameter",
      param: "final_capture",
    });
  }
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) stretchHold(world, { intent, charge, cause }, amount);
  charge.captured = true;
  charge.amount_captured = amount;
  charge.amount_refunded = charge.amount - amount;
  intent.status = "succeeded";
  intent.amount_received = amount;
  intent.amount_capturable = 0;
  intent.metadata = mergedMetadata(intent.metadata, params.metadata);
  bookCapture(world, charge);
  emit(world, { type: "charge.captured", object: charge, cause });
  emit(world, { type: "payment_intent.succeeded", object: intent, cause });
  return intent;
}

const cancelParams = {
  cancellation_reason: optional(
    oneOf(["abandoned", "duplicate", "fraudulent", "requested_by_customer"]),
  ),
};

const cancelable = [
  "requires_payment_method",
  "requires_capture",
  "requires_confirmation",
  "requires_action",
  "processing",
];

function cancel(call: Call, params: Values<typeof cancelParams>): Stripe.PaymentIntent {
  const { world, cause } = call;
  const intent = intentOf(call);
  if (!cancelable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be canceled: ${cancelable.join(", ")}.`,
    );
  }
  if (world.state.invoiceIntents.invoiceOf[intent.id] !== undefined) {
    throw unexpectedState(
      intent,
      "You cannot cancel this PaymentIntent because it belongs to an invoice. Void the invoice instead.",
    );
  }
  const charge = latestCharge(world, intent);
  const isHeld = intent.status === "requires_capture" && charge !== undefined;
  intent.status = "canceled";
  intent.canceled_at = nowSeconds(world);
  intent.cancellation_reason = params.cancellation_reason ?? null;
  intent.amount_capturable = 0;
  intent.next_action = null;
  if (isHeld) {
    releaseCharge(charge);
    emit(world, { type: "charge.refunded", object: charge, cause });
  }
  emit(world, { type: "payment_intent.canceled", object: intent, cause });
  return intent;
}

function confirm(call: Call, params: Values<typeof confirmParams>): Stripe.PaymentIntent {
  return confirmIntent(call.world, intentOf(call), { params, cause: call.cause });
}

const listParams = {
  ...pageParams,
  created: createdRange(),
  customer: optional(text()),
  customer_account: later(),
};

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.paymentIntents,
    url: "/v1/payment_intents",
    what: "payment_intent",
    page: params,
    keep: (intent) =>
      params.created.isInside(intent.created) &&
      (params.customer ?? intent.customer) === intent.customer,
  });
}

/** For a parameter that names an intent. */
export function intentNamed(world: World, id: string): Stripe.PaymentIntent {
  const intent = findRow(world.state.paymentIntents, id);
  if (intent !== undefined) return intent;
  throw noSuch("payment_intent", id, { param: "payment_intent", inPath: false });
}

const path = "/v1/payment_intents";
const one = `${path}/:id`;
const returns = "payment_intent";

export const paymentIntentRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({
    method: "GET",
    path: one,
    params: { client_secret: optional(text()) },
    returns,
    handle: intentOf,
  }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({
    method: "POST",
    path: `${one}/capture`,
    params: captureParams,
    returns,
    handle: capture,
  }),
  endpoint({
    method: "POST",
    path: `${one}/cancel`,
    params: cancelParams,
    returns,
    handle: cancel,
  }),
  endpoint({
    method: "POST",
    path: `${one}/confirm`,
    params: confirmParams,
    returns,
    handle: confirm,
  }),
];
