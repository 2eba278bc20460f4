import type Stripe from "stripe";
import type { ApiError } from "../api-error.ts";
import { invalidRequest, noSuch } from "../api-error.ts";
import { methodNamed } from "../behaviour/card-methods.ts";
import { confirmSetup, setupDeclined } from "../behaviour/confirm-setup.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import type { MetadataChange } from "../params/metadata.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, listOf, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";
import { methodFrom } from "./confirm-payment-intent.ts";
import { customerNamed } from "./customers.ts";
import { isLike } from "../params/is-like.ts";
import { methodData, paymentMethodTypes } from "./payment-intent-params.ts";

type Setup = Stripe.SetupIntent;

const types = optional(listOf(oneOf(["card", "card_present", "link"])));

const both = {
  ...builtLater("attach_to_self", "customer_account", "excluded_payment_method_types"),
  ...builtLater("flow_directions", "payment_method_configuration", "payment_method_options"),
  allowed_payment_method_types: types,
  customer: optional(text()),
  description: optional(text()),
  metadata: metadata(),
  payment_method: optional(text()),
  payment_method_data: optional(methodData),
};

/** Known to older versions only, and so to none of stripe-node's types. */
const older = { payment_method_types: paymentMethodTypes() };

const createParams = {
  ...both,
  ...older,
  ...builtLater("confirmation_token", "mandate_data", "on_behalf_of", "single_use"),
  automatic_payment_methods: optional(
    hash({ enabled: flag(), allow_redirects: optional(oneOf(["always", "never"])) }),
  ),
  confirm: optional(flag()),
  return_url: optional(text()),
  usage: optional(oneOf(["off_session", "on_session"])),
  use_stripe_sdk: optional(flag()),
} satisfies ParamsOf<Stripe.SetupIntentCreateParams>;

const updateParams = both satisfies ParamsOf<Stripe.SetupIntentUpdateParams>;

function create(call: Call, params: Values<typeof createParams>): Setup {
  const { world, cause } = call;
  const intent = newSetupIntent(world, params);
  chooseTypes(intent, params);
  setParty(world, intent, params);
  insertRow(world.state.setupIntents, intent);
  emit(world, { type: "setup_intent.created", object: intent, cause });
  return params.confirm === true
    ? confirmNamed(call, intent, { return_url: params.return_url })
    : intent;
}

function chooseTypes(intent: Setup, params: Values<typeof createParams>): void {
  const automatic = params.automatic_payment_methods;
  const given = params.allowed_payment_method_types ?? params.payment_method_types;
  const isAutomatic = automatic !== undefined || given === undefined;
  intent.automatic_payment_methods = isAutomatic
    ? {
        allow_redirects: automatic?.allow_redirects ?? "always",
        enabled: automatic?.enabled ?? true,
      }
    : null;
  intent.allowed_payment_method_types = params.allowed_payment_method_types ?? null;
  intent.payment_method_types = given ?? ["card", "link"];
}

/** As checkout makes it, too, for a card that is to be kept without a payment. */
export function newSetupIntent(
  world: World,
  given: {
    description?: string | null | undefined;
    metadata?: MetadataChange;
    usage?: "off_session" | "on_session" | undefined;
  },
): Setup {
  const id = newId(world, "seti_1");
  return {
    id,
    object: "setup_intent",
    allowed_payment_method_types: null,
    application: null,
    automatic_payment_methods: null,
    cancellation_reason: null,
    client_secret: `${id}_secret_${scramble(`${world.state.seed}/secret/${id}`, 30)}`,
    created: nowSeconds(world),
    customer: null,
    customer_account: null,
    description: given.description ?? null,
    excluded_payment_method_types: null,
    flow_directions: null,
    last_setup_error: null,
    latest_attempt: null,
    livemode: false,
    managed_payments: null,
    mandate: null,
    metadata: mergedMetadata({}, given.metadata),
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: { mandate_options: null, network: null, request_three_d_secure: "automatic" },
    },
    payment_method_types: ["card"],
    single_use_mandate: null,
    status: "requires_payment_method",
    usage: given.usage ?? "off_session",
  };
}

function setParty(world: World, intent: Setup, params: Partial<Values<typeof both>>): void {
  if (params.customer !== undefined) {
    intent.customer = customerNamed(world, params.customer, "param").id;
  }
  const method = methodFrom(world, params);
  if (method === undefined) return;
  intent.payment_method = method.id;
  if (intent.status === "requires_payment_method") intent.status = "requires_confirmation";
}

function intentOf({ world, ids }: Call): Setup {
  const id = ids[0] ?? "";
  const intent = findRow(world.state.setupIntents, id);
  if (intent !== undefined) return intent;
  throw noSuch("setupintent", id, { param: "intent", inPath: true });
}

function update(call: Call, params: Values<typeof updateParams>): Setup {
  const intent = intentOf(call);
  setParty(call.world, intent, params);
  intent.description = params.description ?? intent.description;
  intent.metadata = mergedMetadata(intent.metadata ?? {}, params.metadata);
  return intent;
}

const confirmParams = {
  ...builtLater("confirmation_token", "mandate_data", "payment_method_options"),
  allowed_payment_method_types: types,
  payment_method: optional(text()),
  payment_method_data: optional(methodData),
  return_url: optional(text()),
  use_stripe_sdk: optional(flag()),
} satisfies ParamsOf<Stripe.SetupIntentConfirmParams>;

const open = ["requires_payment_method", "requires_confirmation", "requires_action"];

function confirm(call: Call, params: Values<typeof confirmParams>): Setup {
  return confirmNamed(call, intentOf(call), params);
}

function confirmNamed(
  { world, cause }: Call,
  intent: Setup,
  params: Partial<Values<typeof confirmParams>>,
): Setup {
  if (!open.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot confirm this SetupIntent because it has already ${intent.status}.`,
    );
  }
  setParty(world, intent, params);
  const id = intent.payment_method;
  if (typeof id !== "string") {
    throw unexpectedState(
      intent,
      "You cannot confirm this SetupIntent because it's missing a payment method. Update the SetupIntent with a payment method and then confirm it again.",
    );
  }
  const method = methodNamed(world, id);
  confirmSetup(world, intent, { method, returnUrl: params.return_url ?? null, cause });
  const declined = setupDeclined(intent);
  if (declined !== undefined) throw declined;
  return intent;
}

function unexpectedState(intent: Setup, message: string): ApiError {
  return invalidRequest(message, {
    code: "setup_intent_unexpected_state",
    setup_intent: structuredClone(intent),
  });
}

const cancelParams = {
  cancellation_reason: optional(oneOf(["abandoned", "duplicate", "requested_by_customer"])),
} satisfies ParamsOf<Stripe.SetupIntentCancelParams>;

function cancel(call: Call, params: Values<typeof cancelParams>): Setup {
  const intent = intentOf(call);
  if (!open.includes(intent.status)) {
    throw unexpectedState(
      intent,
      `You cannot cancel this SetupIntent because it has a status of ${intent.status}. Only a SetupIntent with one of the following statuses may be canceled: ${open.join(", ")}.`,
    );
  }
  intent.status = "canceled";
  intent.next_action = null;
  intent.cancellation_reason = params.cancellation_reason ?? null;
  emit(call.world, { type: "setup_intent.canceled", object: intent, cause: call.cause });
  return intent;
}

const listParams = {
  ...pageParams,
  ...builtLater("attach_to_self", "customer_account"),
  created: createdRange(),
  customer: optional(text()),
  payment_method: optional(text()),
} satisfies ParamsOf<Stripe.SetupIntentListParams>;

function list({ world }: Call, params: Values<typeof listParams>): object {
  const { customer, payment_method } = params;
  return pageOf({
    table: world.state.setupIntents,
    url: path,
    what: "setupintent",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) && isLike(each, { customer, payment_method }),
  });
}

const path = "/v1/setup_intents";
const one = `${path}/:id`;
const returns = "setup_intent";
const look = { client_secret: optional(text()) };

export const setupIntentRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: look, returns, handle: intentOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({
    method: "POST",
    path: `${one}/confirm`,
    params: confirmParams,
    returns,
    handle: confirm,
  }),
  endpoint({
    method: "POST",
    path: `${one}/cancel`,
    params: cancelParams,
    returns,
    handle: cancel,
  }),
];
