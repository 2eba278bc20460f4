import { laterMethodTypes } from "./later-method-types.ts";
import type Stripe from "stripe";
import { builtLater } from "../params/built-later.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { metadata } from "../params/metadata.ts";
import { currency } from "../params/money.ts";
import { flag, hash, integer, listOf, oneOf, optional, text } from "../params/param.ts";
import { shipping } from "../params/shipping.ts";
import { recurring } from "./new-price.ts";
import { captureMethods, paymentMethodTypes } from "./payment-intent-params.ts";

const priceData = hash({
  ...builtLater("unit_amount_decimal"),
  currency: currency(),
  product: optional(text()),
  product_data: optional(
    hash({
      ...builtLater("tax_details"),
      description: optional(text(40_000)),
      images: optional(listOf(text(2048), 8)),
      metadata: metadata(),
      name: text(),
      tax_code: optional(text()),
      unit_label: optional(text(12)),
    }),
  ),
  recurring: optional(recurring),
  tax_behavior: optional(oneOf(["exclusive", "inclusive", "unspecified"])),
  unit_amount: integer(0),
});

const lineItem = hash({
  ...builtLater("adjustable_quantity", "tax_rates"),
  metadata: metadata(),
  price: optional(text()),
  price_data: optional(priceData),
  quantity: optional(integer(1)),
});

const intentData = hash({
  ...builtLater("application_fee_amount", "on_behalf_of", "transfer_data"),
  capture_method: optional(oneOf(captureMethods)),
  description: optional(text()),
  metadata: metadata(),
  receipt_email: optional(text(800)),
  setup_future_usage: optional(oneOf(["off_session", "on_session"])),
  shipping: optional(shipping()),
  statement_descriptor: optional(text(22)),
  statement_descriptor_suffix: optional(text(22)),
  transfer_group: optional(text()),
});

const subscriptionData = hash({
  ...builtLater("application_fee_percent", "billing_cycle_anchor", "billing_cycle_anchor_config"),
  ...builtLater("billing_mode", "default_tax_rates", "invoice_settings", "on_behalf_of"),
  ...builtLater("pending_invoice_item_interval", "proration_behavior", "transfer_data"),
  ...builtLater("trial_end", "trial_settings"),
  description: optional(text(500)),
  metadata: metadata(),
  trial_period_days: optional(integer(1)),
});

/** Still writable on older versions. */
type Older = { payment_method_types?: string[] };

export const createParams = {
  ...builtLater("adaptive_pricing", "after_expiration", "automatic_tax", "branding_settings"),
  ...builtLater("consent_collection", "custom_fields", "custom_text", "customer_account"),
  ...builtLater("customer_update", "discounts", "integration_identifier", "invoice_creation"),
  ...builtLater("excluded_payment_method_types", "managed_payments", "name_collection"),
  ...builtLater("optional_items", "origin_context", "payment_method_configuration"),
  ...builtLater("payment_method_data", "payment_method_options", "permissions"),
  ...builtLater("phone_number_collection", "saved_payment_method_options", "shipping_options"),
  ...builtLater("shipping_address_collection", "tax_id_collection", "wallet_options"),
  allow_promotion_codes: optional(flag()),
  allowed_payment_method_types: optional(
    listOf(oneOf(["card", "link", "sepa_debit"], laterMethodTypes)),
  ),
  billing_address_collection: optional(oneOf(["auto"])),
  cancel_url: optional(text(5000)),
  client_reference_id: optional(text(200)),
  currency: optional(currency()),
  customer: optional(text()),
  customer_creation: optional(oneOf(["always", "if_required"])),
  customer_email: optional(text(800)),
  expires_at: optional(integer(0)),
  line_items: optional(listOf(lineItem, 100)),
  locale: optional(text(10)),
  metadata: metadata(),
  mode: optional(oneOf(["payment", "setup", "subscription"])),
  payment_intent_data: optional(intentData),
  payment_method_collection: optional(oneOf(["always", "if_required"])),
  payment_method_types: paymentMethodTypes(),
  redirect_on_completion: optional(oneOf(["always", "if_required", "never"])),
  return_url: optional(text(5000)),
  setup_intent_data: optional(
    hash({ ...builtLater("on_behalf_of"), description: optional(text()), metadata: metadata() }),
  ),
  submit_type: optional(oneOf(["auto", "book", "donate", "pay", "subscribe"])),
  subscription_data: optional(subscriptionData),
  success_url: optional(text(5000)),
  ui_mode: optional(oneOf(["embedded_page", "hosted_page"], ["elements", "form"])),
} satisfies ParamsOf<Stripe.Checkout.SessionCreateParams & Older>;

export const updateParams = {
  ...builtLater("collected_information", "line_items", "payment_intent_data", "shipping_options"),
  metadata: metadata(),
} satisfies ParamsOf<Stripe.Checkout.SessionUpdateParams>;
