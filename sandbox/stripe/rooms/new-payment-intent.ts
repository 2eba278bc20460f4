import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { mergedMetadata } from "../params/metadata.ts";
import { checkAmount } from "../params/money.ts";
import type { Values } from "../params/param.ts";
import { shippingOf } from "../params/shipping.ts";
import { shared } from "../shared.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";
import type { createParams, MethodType } from "./payment-intent-params.ts";

export type CreateValues = Values<typeof createParams>;

/** What an intent is made of; checkout and invoices know only some of it. */
export type NewIntent = Pick<CreateValues, "amount" | "currency"> & Partial<CreateValues>;

export function newPaymentIntent(world: World, params: NewIntent): Stripe.PaymentIntent {
  checkAmount(params.amount, params.currency);
  checkExclusive(params);
  const id = newId(world, "pi_3");
  const types = computedTypes(params);
  return {
    id,
    ...blankIntent,
    allowed_payment_method_types: allowedTypes(params),
    amount: params.amount,
    amount_details: noTip,
    automatic_payment_methods: automaticMethods(params),
    capture_method: params.capture_method ?? "automatic_async",
    client_secret: scramble(`${world.state.seed}/secret/${id}`, 25, `${id}_secret_`),
    confirmation_method: params.confirmation_method ?? "automatic",
    created: nowSeconds(world),
    currency: params.currency,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
    payment_method_options: methodOptions(types, params.payment_method_options),
    payment_method_types: types,
    receipt_email: params.receipt_email ?? null,
    shipping: shippingOf(params.shipping),
    statement_descriptor: params.statement_descriptor ?? null,
    statement_descriptor_suffix: params.statement_descriptor_suffix ?? null,
    transfer_group: params.transfer_group ?? null,
  };
}

const noTip = shared({ tip: {} });

function allowedTypes({ allowed_payment_method_types: types }: NewIntent) {
  return types === undefined ? null : shared(types);
}

/** What no room fills yet, or what begins empty. */
const blankIntent = {
  object: "payment_intent",
  amount_capturable: 0,
  amount_received: 0,
  application: null,
  application_fee_amount: null,
  canceled_at: null,
  cancellation_reason: null,
  customer: null,
  customer_account: null,
  excluded_payment_method_types: null,
  last_payment_error: null,
  latest_charge: null,
  livemode: false,
  managed_payments: null,
  next_action: null,
  on_behalf_of: null,
  payment_method: null,
  payment_method_configuration_details: null,
  payment_record: null,
  processing: null,
  review: null,
  setup_future_usage: null,
  source: null,
  status: "requires_payment_method",
  transfer_data: null,
} as const satisfies Partial<Stripe.PaymentIntent>;

/** Three ways to choose methods, of which a request may use one. */
function checkExclusive(params: NewIntent): void {
  const { allowed_payment_method_types, automatic_payment_methods, payment_method_types } = params;
  const chosen = Object.entries({
    allowed_payment_method_types,
    automatic_payment_methods,
    payment_method_types,
  }).filter(([, value]) => value !== undefined);
  const names = chosen.map(([name]) => name);
  if (names.length <= 1) return;
  throw invalidRequest(`You may only specify one of these parameters: ${names.join(", ")}.`, {
    code: "parameters_exclusive",
    param: names[1],
  });
}

const onlyIn: Partial<Record<MethodType, string>> = { interac_present: "cad", sepa_debit: "eur" };

/** Types that do not fit the currency are dropped without a word, as Stripe does. */
export function computedTypes(params: {
  readonly allowed_payment_method_types?: readonly MethodType[] | undefined;
  readonly payment_method_types?: readonly MethodType[] | undefined;
  readonly currency: string;
}): MethodType[] {
  const asked = params.allowed_payment_method_types ?? params.payment_method_types;
  const types = (asked ?? ["card", "link"]).filter((type) => {
    const only = onlyIn[type];
    return only === undefined || only === params.currency;
  });
  if (types.length > 0) return shared([...new Set(types)]);
  throw invalidRequest("No valid payment method types for this Payment Intent.", {
    param: "allowed_payment_method_types",
  });
}

function automaticMethods(params: NewIntent): Stripe.PaymentIntent.AutomaticPaymentMethods | null {
  const asked = params.automatic_payment_methods;
  if (asked !== undefined) {
    return { enabled: asked.enabled, allow_redirects: asked.allow_redirects ?? "always" };
  }
  const isDefault = !params.allowed_payment_method_types && !params.payment_method_types;
  return isDefault ? { enabled: true, allow_redirects: "always" } : null;
}

type OptionValues = NonNullable<CreateValues["payment_method_options"]>;
type CardPresentValues = OptionValues["card_present"];

export function methodOptions(
  types: readonly MethodType[],
  asked: OptionValues | undefined,
): Stripe.PaymentIntent.PaymentMethodOptions {
  const present = asked?.card_present ?? {};
  return shared({
    ...(types.includes("card") ? { card: cardOptions(asked?.card ?? {}) } : {}),
    ...(types.includes("card_present") ? { card_present: cardPresentOptions(present) } : {}),
    ...(types.includes("interac_present") ? { interac_present: {} } : {}),
  });
}

function cardOptions(
  asked: Partial<NonNullable<OptionValues["card"]>>,
): Stripe.PaymentIntent.PaymentMethodOptions.Card {
  const { capture_method: captureMethod, setup_future_usage: usage } = asked;
  return {
    ...(captureMethod === undefined ? {} : { capture_method: captureMethod }),
    installments: null,
    mandate_options: null,
    network: null,
    request_three_d_secure: asked.request_three_d_secure ?? "automatic",
    ...(usage === undefined ? {} : { setup_future_usage: usage }),
  };
}

function cardPresentOptions(
  asked: Partial<NonNullable<CardPresentValues>>,
): Stripe.PaymentIntent.PaymentMethodOptions.CardPresent {
  const { capture_method: captureMethod, routing } = asked;
  const extended = asked.request_extended_authorization;
  const incremental = asked.request_incremental_authorization_support;
  return {
    ...(captureMethod === undefined ? {} : { capture_method: captureMethod }),
    request_extended_authorization: extended ?? false,
    request_incremental_authorization_support: incremental ?? false,
    ...(routing === undefined
      ? {}
      : { routing: { requested_priority: routing.requested_priority ?? null } }),
  };
}
