import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { CheckoutSide, LineItem } from "../behaviour/checkout-side.ts";
import { orNull } from "../params/given.ts";
import { mergedMetadata } from "../params/metadata.ts";
import { checkAmount } from "../params/money.ts";
import { shippingOf } from "../params/shipping.ts";
import type { Values } from "../params/param.ts";
import { missing } from "../params/param.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";
import type { createParams } from "./checkout-params.ts";

export type CreateValues = Values<typeof createParams>;

type Session = Stripe.Checkout.Session;

const DAY_SECONDS = 24 * 60 * 60;
const LEAST_SECONDS = 30 * 60;

export function newSession(
  world: World,
  params: CreateValues,
  lineItems: readonly LineItem[],
): Session {
  checkUrls(params);
  const id = newId(world, "cs_test_a1", 58);
  const mode = params.mode ?? modeMissing();
  const total = lineItems.reduce((sum, item) => sum + item.amount_total, 0);
  const code = lineItems[0]?.currency ?? params.currency ?? null;
  if (mode === "payment" && code !== null) checkAmount(total, code);
  return {
    id,
    ...blankSession,
    ...whereShown(world, id, params),
    ...orNull(params, plainNames),
    ...moneyOf(mode, total),
    created: nowSeconds(world),
    currency: code,
    customer_creation: creationOf(mode, params),
    expires_at: expiryOf(world, params),
    metadata: mergedMetadata({}, params.metadata),
    mode,
    payment_method_collection: params.payment_method_collection ?? collectionOf(mode),
    payment_method_types: typesOf(params),
  };
}

const plainNames = [
  "allow_promotion_codes",
  "allowed_payment_method_types",
  "billing_address_collection",
  "client_reference_id",
  "customer",
  "customer_email",
  "locale",
  "submit_type",
] as const;

function typesOf(params: CreateValues): string[] {
  return params.allowed_payment_method_types ?? params.payment_method_types ?? ["card"];
}

/** Where nothing is sold, there is no sum. */
function moneyOf(mode: Stripe.Checkout.Session.Mode, total: number) {
  if (mode === "setup") {
    return {
      amount_subtotal: null,
      amount_total: null,
      payment_status: "no_payment_required" as const,
      total_details: null,
    };
  }
  return {
    amount_subtotal: total,
    amount_total: total,
    payment_status: "unpaid" as const,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
  };
}

function modeMissing(): never {
  throw missing("mode");
}

const collectionOf = (mode: Stripe.Checkout.Session.Mode) =>
  mode === "subscription" ? "always" : "if_required";

function creationOf(
  mode: Stripe.Checkout.Session.Mode,
  params: CreateValues,
): Stripe.Checkout.Session.CustomerCreation | null {
  if (params.customer !== undefined) return null;
  return mode === "payment" ? (params.customer_creation ?? "if_required") : "always";
}

/** What begins empty, or what no room fills yet. */
const blankSession = {
  object: "checkout.session",
  adaptive_pricing: { enabled: false },
  after_expiration: null,
  automatic_tax: { enabled: false, liability: null, provider: null, status: null },
  collected_information: null,
  consent: null,
  consent_collection: null,
  currency_conversion: null,
  custom_fields: [],
  custom_text: {
    after_submit: null,
    shipping_address: null,
    submit: null,
    terms_of_service_acceptance: null,
  },
  customer_account: null,
  customer_details: null,
  discounts: [],
  integration_identifier: null,
  invoice: null,
  invoice_creation: null,
  livemode: false,
  managed_payments: null,
  origin_context: null,
  payment_intent: null,
  payment_link: null,
  payment_method_configuration_details: null,
  payment_method_options: { card: { request_three_d_secure: "automatic" } },
  permissions: null,
  phone_number_collection: { enabled: false },
  recovered_from: null,
  saved_payment_method_options: null,
  setup_intent: null,
  shipping_address_collection: null,
  shipping_cost: null,
  shipping_options: [],
  status: "open",
  subscription: null,
  wallet_options: null,
} satisfies Partial<Session>;

type Shown = Pick<
  Session,
  "cancel_url" | "client_secret" | "redirect_on_completion" | "return_url" | "success_url"
> &
  Pick<Session, "ui_mode" | "url">;

/** A page of its own has an address, a page inside another has a secret. */
function whereShown(world: World, id: string, params: CreateValues): Shown {
  if (params.ui_mode !== "embedded_page") {
    return {
      cancel_url: params.cancel_url ?? null,
      client_secret: null,
      success_url: params.success_url ?? null,
      ui_mode: "hosted_page",
      url: `${world.home.url}/c/pay/${id}`,
    };
  }
  return {
    cancel_url: null,
    client_secret: `${id}_secret_${scramble(`${world.state.seed}/secret/${id}`, 40)}`,
    redirect_on_completion: params.redirect_on_completion ?? "always",
    ...(params.return_url === undefined ? {} : { return_url: params.return_url }),
    success_url: null,
    ui_mode: "embedded_page",
    url: null,
  };
}

function checkUrls(params: CreateValues): void {
  const isEmbedded = params.ui_mode === "embedded_page";
  const strange = (isEmbedded ? embeddedStrangers : hostedStrangers).find(
    (name) => params[name] !== undefined,
  );
  if (strange !== undefined) {
    throw invalidRequest(
      `\`${strange}\` can not be used with \`ui_mode\` \`${params.ui_mode ?? "hosted_page"}\`.`,
      { param: strange },
    );
  }
  checkPresence(params, isEmbedded);
  for (const name of ["success_url", "cancel_url", "return_url"] as const) {
    const value = params[name];
    if (value === undefined || URL.canParse(value.replaceAll(/[{}]/g, ""))) continue;
    throw invalidRequest("Not a valid URL", { code: "url_invalid", param: name });
  }
}

function checkPresence(params: CreateValues, isEmbedded: boolean): void {
  if (!isEmbedded && params.success_url === undefined) throw missing("success_url");
  const mayLeave = params.redirect_on_completion !== "never";
  if (isEmbedded && mayLeave && params.return_url === undefined) throw missing("return_url");
}

const embeddedStrangers = ["success_url", "cancel_url"] as const;
const hostedStrangers = ["return_url", "redirect_on_completion"] as const;

function expiryOf(world: World, { expires_at: asked }: CreateValues): number {
  const now = nowSeconds(world);
  const at = asked ?? now + DAY_SECONDS;
  if (at >= now + LEAST_SECONDS && at <= now + DAY_SECONDS) return at;
  throw invalidRequest(
    at < now + LEAST_SECONDS
      ? "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
      : "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.",
    { param: "expires_at" },
  );
}

const intentNames = [
  "description",
  "receipt_email",
  "setup_future_usage",
  "statement_descriptor",
  "statement_descriptor_suffix",
  "transfer_group",
] as const;

export function newSide(params: CreateValues, lineItems: LineItem[]): CheckoutSide {
  const { payment_intent_data: asked, subscription_data: wanted } = params;
  return {
    lineItems,
    intent: {
      ...orNull(asked, intentNames),
      capture_method: asked?.capture_method ?? "automatic_async",
      metadata: mergedMetadata({}, asked?.metadata),
      shipping: shippingOf(asked?.shipping),
    },
    subscription: {
      description: wanted?.description ?? null,
      metadata: mergedMetadata({}, wanted?.metadata),
      trialDays: wanted?.trial_period_days ?? null,
    },
    trouble: null,
    intentId: null,
  };
}
