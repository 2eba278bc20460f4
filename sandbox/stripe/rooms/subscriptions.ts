import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { methodNamed } from "../behaviour/card-methods.ts";
import { declinedError } from "../behaviour/confirm-card.ts";
import type { Subscription } from "../behaviour/new-subscription.ts";
import { newSubscription } from "../behaviour/new-subscription.ts";
import { issueInvoice, payInvoice } from "../behaviour/pay-invoice.ts";
import {
  beginActive,
  endSubscription,
  firstInvoice,
  methodOf,
  planRenewal,
  renewSubscription,
} from "../behaviour/subscription-course.ts";
import { planTrialNotice } from "../behaviour/trials.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { isLike } from "../params/is-like.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Param, Values } from "../params/param.ts";
import {
  flag,
  hash,
  integer,
  listOf,
  missing,
  oneOf,
  optional,
  text,
  unsettable,
} from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { customerNamed } from "./customers.ts";
import { priceNamed } from "./prices.ts";

const item = hash({
  ...builtLater(
    "billing_thresholds",
    "current_trial",
    "discounts",
    "plan",
    "price_data",
    "tax_rates",
  ),
  metadata: metadata(),
  price: text(),
  quantity: optional(integer(1)),
});

const trialSettings = hash({
  end_behavior: hash({ missing_payment_method: oneOf(["cancel", "create_invoice", "pause"]) }),
});

const createParams = {
  ...builtLater("add_invoice_items", "application_fee_percent", "automatic_tax"),
  ...builtLater("backdate_start_date", "billing_cycle_anchor", "billing_cycle_anchor_config"),
  ...builtLater("billing_mode", "billing_schedules", "billing_thresholds", "cancel_at"),
  ...builtLater("customer_account", "days_until_due", "default_source", "default_tax_rates"),
  ...builtLater("discounts", "invoice_settings", "on_behalf_of", "payment_settings"),
  ...builtLater("pending_invoice_item_interval", "proration_behavior", "transfer_data"),
  ...builtLater("trial_end", "trial_from_plan", "currency"),
  cancel_at_period_end: optional(flag()),
  collection_method: optional(oneOf(["charge_automatically"])),
  customer: text(),
  default_payment_method: optional(text()),
  description: optional(text(500)),
  items: listOf(item, 20),
  metadata: metadata(),
  off_session: optional(flag()),
  payment_behavior: optional(oneOf(["allow_incomplete", "error_if_incomplete"])),
  trial_period_days: optional(integer(1)),
  trial_settings: optional(trialSettings),
} satisfies ParamsOf<Stripe.SubscriptionCreateParams>;

type CreateValues = Values<typeof createParams>;

/** Begins with a payment, unless it begins with a trial. */
function create(call: Call, params: CreateValues): Subscription {
  const { world, cause } = call;
  const subscription = unpaid(world, params);
  const method = methodOf(world, subscription);
  if (method === null && params.trial_period_days === undefined) throw withoutMethod();
  insertRow(world.state.subscriptions, subscription);
  const invoice = firstInvoice(world, subscription);
  issueInvoice(world, invoice, cause);
  const refusesAction = params.payment_behavior === "error_if_incomplete";
  const intent = payInvoice(world, invoice, { method, cause, refusesAction });
  if (invoice.status === "paid") {
    beginActive(world, subscription, cause);
    return subscription;
  }
  const declined = intent === null ? undefined : declinedError(world, intent);
  if (refusesAction && declined !== undefined) throw declined;
  emit(world, { type: "customer.subscription.created", object: subscription, cause });
  return subscription;
}

function unpaid(world: World, params: CreateValues): Subscription {
  const { default_payment_method: named } = params;
  const method = named === undefined ? null : methodNamed(world, named).id;
  const subscription = newSubscription(world, {
    customer: customerNamed(world, params.customer, "param").id,
    items: itemsFor(world, params),
    method,
    trialDays: params.trial_period_days ?? null,
    description: params.description ?? null,
    metadata: mergedMetadata({}, params.metadata),
  });
  subscription.cancel_at_period_end = params.cancel_at_period_end ?? false;
  settleTrial(subscription, params.trial_settings);
  return subscription;
}

function itemsFor(world: World, params: CreateValues) {
  const { items } = params;
  if (items.length === 0) throw missing("items");
  return items.map((asked, at) => {
    const price = priceNamed(world, asked.price, `items[${at}][price]`);
    if (price.recurring === null) {
      throw invalidRequest(
        "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.",
        { param: `items[${at}][price]` },
      );
    }
    return { price, quantity: asked.quantity ?? 1, metadata: mergedMetadata({}, asked.metadata) };
  });
}

export function withoutMethod(): Error {
  return invalidRequest(
    "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.",
    { code: "resource_missing" },
  );
}

export function subscriptionOf({ world, ids }: Call): Subscription {
  const id = ids[0] ?? "";
  const found = findRow(world.state.subscriptions, id);
  if (found !== undefined) return found;
  throw noSuch("subscription", id, { param: "id", inPath: true });
}

const updateParams = {
  ...builtLater("add_invoice_items", "application_fee_percent", "automatic_tax"),
  ...builtLater("billing_cycle_anchor", "billing_schedules", "billing_thresholds", "cancel_at"),
  ...builtLater("cancellation_details", "collection_method", "days_until_due", "default_source"),
  ...builtLater("default_tax_rates", "discounts", "invoice_settings", "items", "off_session"),
  ...builtLater("on_behalf_of", "pause_collection", "payment_behavior", "payment_settings"),
  ...builtLater("pending_invoice_item_interval", "proration_behavior", "proration_date"),
  ...builtLater("transfer_data", "trial_from_plan"),
  cancel_at_period_end: optional(flag()),
  default_payment_method: optional(text()),
  description: unsettable(text(500)),
  metadata: metadata(),
  trial_end: optional(trialEnd()),
  trial_settings: optional(trialSettings),
} satisfies ParamsOf<Stripe.SubscriptionUpdateParams>;

function update(call: Call, params: Values<typeof updateParams>): Subscription {
  const { world, cause } = call;
  const subscription = subscriptionOf(call);
  const before = structuredClone(subscription);
  const isEnding = params.cancel_at_period_end;
  if (params.default_payment_method !== undefined) {
    subscription.default_payment_method = methodNamed(world, params.default_payment_method).id;
  }
  if (params.description !== undefined) subscription.description = params.description;
  subscription.metadata = mergedMetadata(subscription.metadata, params.metadata);
  if (isEnding !== undefined) {
    const end = subscription.items.data[0]?.current_period_end ?? null;
    subscription.cancel_at_period_end = isEnding;
    subscription.cancel_at = isEnding ? end : null;
    subscription.canceled_at = isEnding ? nowSeconds(world) : null;
  }
  settleTrial(subscription, params.trial_settings);
  if (params.trial_end !== undefined) moveTrialEnd(call, subscription, params.trial_end);
  const previous = previousOf(before, subscription);
  emit(world, { type: "customer.subscription.updated", object: subscription, previous, cause });
  return subscription;
}

/** A time in Unix seconds, or the word `now`. */
function trialEnd(): Param<number | "now"> {
  return {
    read: (raw, at, version) => (raw === "now" ? "now" : integer(0).read(raw, at, version)),
  };
}

type TrialSettings = Values<{ trial_settings: typeof trialSettings }>["trial_settings"];

function settleTrial(subscription: Subscription, asked: TrialSettings | undefined): void {
  if (asked === undefined) return;
  const then = asked.end_behavior.missing_payment_method;
  const end_behavior = { billing_cycle_anchor: null, missing_payment_method: then };
  subscription.trial_settings = { end_behavior };
}

/** A trial may be made longer, or end at once: then the first period begins. */
function moveTrialEnd(
  { world, cause }: Call,
  subscription: Subscription,
  asked: number | "now",
): void {
  const now = nowSeconds(world);
  const end = asked === "now" ? now : asked;
  if (end < now || subscription.status !== "trialing") {
    throw invalidRequest("The trial of this subscription cannot end then.", { param: "trial_end" });
  }
  subscription.trial_end = end;
  for (const item of subscription.items.data) item.current_period_end = end;
  planTrialNotice(world, subscription, cause);
  if (asked === "now") renewSubscription(world, subscription.id);
  else planRenewal(world, subscription);
}

const cancelParams = {
  ...builtLater("cancellation_details", "invoice_now", "prorate"),
} satisfies ParamsOf<Stripe.SubscriptionCancelParams>;

/** At once; at the end of the period it is an update. */
function cancel(call: Call): Subscription {
  const subscription = subscriptionOf(call);
  if (subscription.status === "canceled") {
    throw noSuch("subscription", subscription.id, { param: "id", inPath: true });
  }
  const { world, cause } = call;
  endSubscription(world, subscription, { reason: "cancellation_requested", cause });
  return subscription;
}

const listParams = {
  ...pageParams,
  ...builtLater("automatic_tax", "collection_method", "current_period_end"),
  ...builtLater("current_period_start", "customer_account", "plan", "test_clock"),
  created: createdRange(),
  customer: optional(text()),
  price: optional(text()),
  status: optional(oneOf(["active", "all", "canceled", "incomplete", "past_due", "trialing"])),
} satisfies ParamsOf<Stripe.SubscriptionListParams>;

/** Without a status, all that have not been canceled. */
function list({ world }: Call, params: Values<typeof listParams>): object {
  const { customer, price, status } = params;
  const wanted = status === "all" ? undefined : status;
  return pageOf({
    table: world.state.subscriptions,
    url: path,
    what: "subscription",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) &&
      isLike(each, { customer, status: wanted }) &&
      (status !== undefined || each.status !== "canceled") &&
      (price === undefined || each.items.data.some((one) => one.price.id === price)),
  });
}

const path = "/v1/subscriptions";
const one = `${path}/:id`;
const returns = "subscription";

export const subscriptionRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: subscriptionOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: cancelParams, returns, handle: cancel }),
];
