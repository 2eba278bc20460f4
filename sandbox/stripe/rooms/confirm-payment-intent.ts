import type Stripe from "stripe";
import type { ApiError } from "../api-error.ts";
import { invalidRequest, notBuilt } from "../api-error.ts";
import { afterInvoiceIntent } from "../behaviour/after-invoice.ts";
import { methodNamed, newCardMethod } from "../behaviour/card-methods.ts";
import { orderDebit } from "../behaviour/bank-debit.ts";
import { confirmCard, declinedError } from "../behaviour/confirm-card.ts";
import { billingDetailsOf } from "../params/address.ts";
import { mergedMetadata } from "../params/metadata.ts";
import type { Param, Values } from "../params/param.ts";
import { missing } from "../params/param.ts";
import type { Cause, World } from "../world.ts";
import { cardEntry } from "./card-fields.ts";
import { customerNamed } from "./customers.ts";
import { methodOptions } from "./new-payment-intent.ts";
import type { confirmParams, methodData } from "./payment-intent-params.ts";
import { methodTypes } from "./payment-intent-params.ts";

type MethodData = typeof methodData extends Param<infer T> ? T : never;
type ConfirmValues = Values<typeof confirmParams>;

/** Who pays, and with what: an intent that knows its card only waits to be confirmed. */
export function setParty(
  world: World,
  intent: Stripe.PaymentIntent,
  params: {
    customer?: string | undefined;
    payment_method?: string | undefined;
    payment_method_data?: MethodData | undefined;
    setup_future_usage?: "off_session" | "on_session" | null | undefined;
  },
): void {
  if (params.customer !== undefined) {
    intent.customer = customerNamed(world, params.customer, "param").id;
  }
  if (params.setup_future_usage !== undefined) {
    intent.setup_future_usage = params.setup_future_usage;
  }
  const method = methodFrom(world, params);
  if (method === undefined) return;
  checkOwner(intent, method);
  intent.payment_method = method.id;
  if (intent.status === "requires_payment_method") intent.status = "requires_confirmation";
}

type MethodValues = {
  payment_method?: string | undefined;
  payment_method_data?: MethodData | undefined;
};

/** The method that a request names or brings along; undefined when it does neither. */
export function methodFrom(
  world: World,
  { payment_method: id, payment_method_data: data }: MethodValues,
): Stripe.PaymentMethod | undefined {
  if (id !== undefined) return methodNamed(world, id);
  if (data === undefined) return undefined;
  if (data.type !== "card") {
    throw notBuilt(`payment methods of type ${data.type}`, "payment_method_data[type]");
  }
  const billing = billingDetailsOf(data.billing_details);
  const method = newCardMethod(world, cardEntry(world, data.card), { billing });
  method.metadata = mergedMetadata({}, data.metadata);
  return method;
}

/** A card on file can only pay for whom it belongs to. */
function checkOwner(intent: Stripe.PaymentIntent, method: Stripe.PaymentMethod): void {
  if (method.customer === null || method.customer === intent.customer) return;
  throw invalidRequest(
    intent.customer === null
      ? "The provided PaymentMethod cannot be used without its Customer. Pass the Customer along with the PaymentMethod."
      : `The customer does not have a payment method with the ID ${method.id}. The payment method must be attached to the customer.`,
    { param: "payment_method" },
  );
}

const confirmable = ["requires_payment_method", "requires_confirmation", "requires_action"];

/** Pays with a card not present. A decline is an answer of its own: 402, with the intent in it. */
export function confirmIntent(
  world: World,
  intent: Stripe.PaymentIntent,
  { params, cause }: { params: Partial<ConfirmValues>; cause: Cause },
): Stripe.PaymentIntent {
  checkConfirmable(intent.payment_method_types);
  if (!confirmable.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot confirm this PaymentIntent because it has a status of ${intent.status}. Only a PaymentIntent with one of the following statuses may be confirmed: ${confirmable.join(", ")}.`,
    );
  }
  change(intent, params);
  setParty(world, intent, params);
  const id = intent.payment_method;
  if (typeof id !== "string") throw withoutMethod(intent);
  checkReturnUrl(intent, params);
  const method = methodNamed(world, id);
  if (method.type === "sepa_debit") {
    checkDebit(intent, params);
    orderDebit(world, intent, method);
    return intent;
  }
  confirmCard(world, intent, {
    method,
    returnUrl: params.return_url ?? null,
    isOffSession: params.off_session === true,
    refusesAction: params.error_on_requires_action === true,
    cause,
  });
  afterInvoiceIntent(world, intent, cause);
  const declined = declinedError(world, intent);
  if (declined !== undefined) throw declined;
  return intent;
}

function change(intent: Stripe.PaymentIntent, params: Partial<ConfirmValues>): void {
  intent.capture_method = params.capture_method ?? intent.capture_method;
  if (params.receipt_email !== undefined) intent.receipt_email = params.receipt_email;
  if (params.payment_method_options !== undefined) {
    const types = methodTypes.filter((type) => intent.payment_method_types.includes(type));
    intent.payment_method_options = methodOptions(types, params.payment_method_options);
  }
}

/** An account is debited only by who says that its holder agrees. */
function checkDebit(intent: Stripe.PaymentIntent, params: Partial<ConfirmValues>): void {
  if (!intent.payment_method_types.includes("sepa_debit")) {
    throw invalidRequest(
      "The PaymentMethod provided (sepa_debit) is not allowed for this PaymentIntent.",
      { code: "payment_intent_incompatible_payment_method", param: "payment_method" },
    );
  }
  if (params.mandate_data === undefined) throw missing("mandate_data");
}

function withoutMethod(intent: Stripe.PaymentIntent): ApiError {
  return unexpectedState(
    intent,
    "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
  );
}

/** Methods that a customer may be sent away for need a way back. */
function checkReturnUrl(intent: Stripe.PaymentIntent, params: Partial<ConfirmValues>): void {
  const automatic = intent.automatic_payment_methods;
  const mayRedirect = automatic?.enabled === true && automatic.allow_redirects !== "never";
  const isAway = params.off_session === true || params.use_stripe_sdk === true;
  if (!mayRedirect || isAway || params.return_url !== undefined) return;
  throw invalidRequest(
    "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
    { param: "return_url" },
  );
}

export function checkConfirmable(types: readonly string[]): void {
  if (types.includes("card") || types.includes("sepa_debit")) return;
  throw confirmRefused(types);
}

/** A card present is confirmed by its reader, never by the server: that would skip the PIN. */
function confirmRefused(types: readonly string[]): ApiError {
  if (!types.some((type) => type.endsWith("_present"))) {
    return notBuilt("the confirmation of payments without a card", "confirm");
  }
  return invalidRequest(
    "A PaymentIntent with a payment method type of card_present can only be confirmed by a Terminal reader.",
    { code: "payment_intent_incompatible_payment_method", param: "confirm" },
  );
}

export function unexpectedState(intent: Stripe.PaymentIntent, message: string): ApiError {
  return invalidRequest(message, {
    code: "payment_intent_unexpected_state",
    payment_intent: structuredClone(intent),
  });
}
