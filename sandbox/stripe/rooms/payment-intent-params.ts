import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { hasWritablePaymentMethodTypes } from "../http/version.ts";
import { metadata } from "../params/metadata.ts";
import { amount, currency } from "../params/money.ts";
import { billingDetails } from "../params/address.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { shipping } from "../params/shipping.ts";
import type { Param } from "../params/param.ts";
import { cardFields } from "./card-fields.ts";
import { laterMethodTypes } from "./later-method-types.ts";
import {
  flag,
  hash,
  integer,
  later,
  listOf,
  oneOf,
  optional,
  text,
  unsettable,
} from "../params/param.ts";

/** What a till can ask for; the other methods come with the rooms that need them. */
export const methodTypes = [
  "card",
  "card_present",
  "interac_present",
  "link",
  "sepa_debit",
] as const;
export type MethodType = (typeof methodTypes)[number];

const ALLOWED_TYPES_SINCE = "2026-09-30";

/** Writable until 2026-09-30, when allowed_payment_method_types took its place (stripe-node 23). */
export function paymentMethodTypes(): Param<MethodType[] | undefined> {
  const types = optional(listOf(oneOf(methodTypes)));
  return {
    read: (raw, at, version) => {
      if (raw === undefined || hasWritablePaymentMethodTypes(version)) {
        return types.read(raw, at, version);
      }
      throw invalidRequest(
        "`payment_method_types` is no longer supported in this API version. Use `allowed_payment_method_types` instead.",
        { code: "payment_method_types_no_longer_supported", param: at },
      );
    },
  };
}

/** The values for cards present came with the version that took payment_method_types away. */
function allowedTypes(): Param<MethodType[] | undefined> {
  const older = methodTypes.filter((type) => !type.endsWith("_present"));
  return {
    read: (raw, at, version) => {
      const isOlder = version.slice(0, 10) < ALLOWED_TYPES_SINCE;
      return optional(listOf(oneOf(isOlder ? older : methodTypes))).read(raw, at, version);
    },
  };
}

export const captureMethods = ["automatic", "automatic_async", "manual"] as const;

const cardPresentOptions = hash({
  capture_method: optional(oneOf(["manual", "manual_preferred"])),
  request_extended_authorization: optional(flag()),
  request_incremental_authorization_support: optional(flag()),
  routing: optional(hash({ requested_priority: optional(oneOf(["domestic", "international"])) })),
});

const cardOptions = hash({
  ...builtLater("cvc_token", "installments", "mandate_options", "moto", "network"),
  ...builtLater("request_extended_authorization", "request_incremental_authorization"),
  ...builtLater("request_multicapture", "request_overcapture", "require_cvc_recollection"),
  ...builtLater("statement_descriptor_suffix_kana", "statement_descriptor_suffix_kanji"),
  ...builtLater("three_d_secure"),
  capture_method: optional(oneOf(["manual"])),
  request_three_d_secure: optional(oneOf(["any", "automatic", "challenge"])),
  setup_future_usage: optional(oneOf(["none", "off_session", "on_session"])),
});

/** A card that is typed in with the payment itself. */
export const methodData = hash({
  ...builtLater(...laterMethodTypes, "interac_present", "link", "radar_options"),
  allow_redisplay: optional(oneOf(["always", "limited", "unspecified"])),
  billing_details: optional(billingDetails()),
  card: optional(hash(cardFields)),
  metadata: metadata(),
  type: oneOf(["card", "link", ...laterMethodTypes]),
});

/** The payer's word that the account may be debited. */
const mandateData = hash({
  customer_acceptance: hash({
    ...builtLater("offline"),
    accepted_at: optional(integer(0)),
    online: optional(hash({ ip_address: text(45), user_agent: text() })),
    type: oneOf(["offline", "online"]),
  }),
});

const futureUsages = ["off_session", "on_session"] as const;

const methodOptions = hash({
  card_present: optional(cardPresentOptions),
  card: optional(cardOptions),
  interac_present: later(),
  link: later(),
});

/** What create and update have in common. */
const both = {
  allowed_payment_method_types: allowedTypes(),
  application_fee_amount: later(),
  amount_details: later(),
  capture_method: optional(oneOf(captureMethods)),
  customer: optional(text()),
  customer_account: later(),
  description: optional(text()),
  excluded_payment_method_types: later(),
  hooks: later(),
  metadata: metadata(),
  payment_details: later(),
  payment_method: optional(text()),
  payment_method_configuration: later(),
  payment_method_data: optional(methodData),
  payment_method_options: optional(methodOptions),
  payment_method_types: paymentMethodTypes(),
  receipt_email: unsettable(text(800)),
  setup_future_usage: unsettable(oneOf(futureUsages)),
  shipping: unsettable(shipping()),
  statement_descriptor: optional(text(22)),
  statement_descriptor_suffix: optional(text(22)),
  transfer_data: later(),
  transfer_group: optional(text()),
};

export const createParams = {
  ...both,
  amount: amount(),
  currency: currency(),
  automatic_payment_methods: optional(
    hash({ enabled: flag(), allow_redirects: optional(oneOf(["always", "never"])) }),
  ),
  confirm: optional(flag()),
  confirmation_method: optional(oneOf(["automatic", "manual"])),
  confirmation_token: later(),
  error_on_requires_action: optional(flag()),
  mandate: later(),
  mandate_data: optional(mandateData),
  off_session: optional(flag()),
  on_behalf_of: later(),
  radar_options: later(),
  return_url: optional(text()),
  use_stripe_sdk: optional(flag()),
};

export const updateParams = {
  ...both,
  amount: optional(amount()),
  currency: optional(currency()),
};

export const confirmParams = {
  ...builtLater("amount_details", "amount_to_confirm", "confirmation_token", "hooks", "mandate"),
  ...builtLater("excluded_payment_method_types", "payment_details"),
  ...builtLater("radar_options", "shipping"),
  allowed_payment_method_types: allowedTypes(),
  capture_method: optional(oneOf(captureMethods)),
  error_on_requires_action: optional(flag()),
  mandate_data: optional(mandateData),
  off_session: optional(flag()),
  payment_method: optional(text()),
  payment_method_data: optional(methodData),
  payment_method_options: optional(methodOptions),
  receipt_email: unsettable(text(800)),
  return_url: optional(text()),
  setup_future_usage: unsettable(oneOf(futureUsages)),
  use_stripe_sdk: optional(flag()),
} satisfies ParamsOf<Stripe.PaymentIntentConfirmParams>;
