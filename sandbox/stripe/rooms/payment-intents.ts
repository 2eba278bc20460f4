import type Stripe from "stripe";
import type { ApiError } from "../api-error.ts";
import { invalidRequest, noSuch, notBuilt } from "../api-error.ts";
import { latestCharge, releaseCharge } from "../behaviour/expire-holds.ts";
import { bookCapture } from "../money/book-charge.ts";
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
import type { CreateValues } from "./new-payment-intent.ts";
import { computedTypes, methodOptions, newPaymentIntent } from "./new-payment-intent.ts";
import { createParams, methodTypes, updateParams } from "./payment-intent-params.ts";

function intentOf({ world, ids }: Call): Stripe.PaymentIntent {
  const id = ids[0] ?? "";
  const intent = findRow(world.state.paymentIntents, id);
  if (intent !== undefined) return intent;
  throw noSuch("payment_intent", id, { param: "intent", inPath: true });
}

function create(call: Call, params: CreateValues): Stripe.PaymentIntent {
  if (params.confirm === true) throw confirmRefused(params.allowed_payment_method_types ?? []);
  const intent = insertRow(call.world.state.paymentIntents, newPaymentIntent(call.world, params));
  emit(call.world, { type: "payment_intent.created", object: intent, cause: call.cause });
  return intent;
}

type UpdateValues = Values<typeof updateParams>;

/** Words may change at any time; money only while no card was taken. */
function update(call: Call, params: UpdateValues): Stripe.PaymentIntent {
  const intent = intentOf(call);
  const isMoney =
    params.amount !== undefined ||
    params.currency !== undefined ||
    params.capture_method !== undefined ||
    params.payment_method_options !== undefined;
  if (isMoney && intent.status !== "requires_payment_method") {
    throw unexpectedState(
      intent,
      `This PaymentIntent could not be updated because it has a status of ${intent.status}.`,
    );
  }
  updateMoney(intent, params);
  updateWords(intent, params);
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
  if (params.payment_method_options?.card_present !== undefined) {
    const types = methodTypes.filter((type) => intent.payment_method_types.includes(type));
    intent.payment_method_options = methodOptions(
      types,
      params.payment_method_options.card_present,
    );
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
  const amount = params.amount_to_capture ?? intent.amount_capturable;
  if (amount > intent.amount_capturable) {
    throw invalidRequest(
      `The requested capture amount (${amount}) is greater than the amount you can capture for this charge (${intent.amount_capturable}).`,
      { code: "amount_too_large", param: "amount_to_capture" },
    );
  }
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
  const charge = latestCharge(world, intent);
  const isHeld = intent.status === "requires_capture" && charge !== undefined;
  intent.status = "canceled";
  intent.canceled_at = nowSeconds(world);
  intent.cancellation_reason = params.cancellation_reason ?? null;
  intent.amount_capturable = 0;
  if (isHeld) {
    releaseCharge(charge);
    emit(world, { type: "charge.refunded", object: charge, cause });
  }
  emit(world, { type: "payment_intent.canceled", object: intent, cause });
  return intent;
}

/** A card present is confirmed by its reader, never by the server: that would skip the PIN. */
function confirm(call: Call): never {
  throw confirmRefused(intentOf(call).payment_method_types);
}

function confirmRefused(types: readonly string[]): ApiError {
  if (!types.some((type) => type.endsWith("_present"))) {
    return notBuilt("the confirmation of payments without a reader", "confirm");
  }
  return invalidRequest(
    "A PaymentIntent with a payment method type of card_present can only be confirmed by a Terminal reader.",
    { code: "payment_intent_incompatible_payment_method", param: "confirm" },
  );
}

function unexpectedState(intent: Stripe.PaymentIntent, message: string): ApiError {
  return invalidRequest(message, {
    code: "payment_intent_unexpected_state",
    payment_intent: structuredClone(intent),
  });
}

const listParams = {
  ...pageParams,
  created: createdRange(),
  customer: later(),
  customer_account: later(),
};

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.paymentIntents,
    url: "/v1/payment_intents",
    what: "payment_intent",
    page: params,
    keep: (intent) => params.created.isInside(intent.created),
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
    params: { client_secret: later() },
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
  endpoint({ method: "POST", path: `${one}/confirm`, params: {}, returns, handle: confirm }),
];
