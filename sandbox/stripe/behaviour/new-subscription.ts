import type Stripe from "stripe";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import type { Wire } from "../wire.ts";

export type Subscription = Wire<Stripe.Subscription>;
type Item = Wire<Stripe.SubscriptionItem>;
type Price = Wire<Stripe.Price>;

export type NewSubscription = {
  readonly customer: string;
  readonly items: readonly { price: Price; quantity: number; metadata?: Record<string, string> }[];
  readonly method: string | null;
  readonly trialDays: number | null;
  readonly description: string | null;
  readonly metadata: Record<string, string>;
};

const DAY_SECONDS = 24 * 60 * 60;

/** Not begun yet: whether it is active depends on the first payment. */
export function newSubscription(world: World, given: NewSubscription): Subscription {
  const id = newId(world, "sub_1");
  const start = nowSeconds(world);
  const trialEnd = given.trialDays === null ? null : start + given.trialDays * DAY_SECONDS;
  const items = given.items.map((item) => newItem(world, item, { id, start, trialEnd }));
  return {
    id,
    object: "subscription",
    ...blank,
    billing_cycle_anchor: trialEnd ?? start,
    created: start,
    currency: given.items[0]?.price.currency ?? "eur",
    customer: given.customer,
    default_payment_method: given.method,
    description: given.description,
    items: {
      object: "list",
      data: items,
      has_more: false,
      url: `/v1/subscription_items?subscription=${id}`,
    },
    metadata: given.metadata,
    start_date: start,
    status: trialEnd === null ? "incomplete" : "trialing",
    trial_end: trialEnd,
    trial_start: trialEnd === null ? null : start,
  };
}

/** What begins empty, or what no room fills. */
const blank = {
  application: null,
  application_fee_percent: null,
  automatic_tax: { disabled_reason: null, enabled: false, liability: null },
  billing_cycle_anchor_config: null,
  billing_mode: { flexible: null, type: "classic" },
  billing_schedules: [],
  billing_thresholds: null,
  cancel_at: null,
  cancel_at_period_end: false,
  canceled_at: null,
  cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
  collection_method: "charge_automatically",
  customer_account: null,
  days_until_due: null,
  default_source: null,
  default_tax_rates: [],
  discounts: [],
  ended_at: null,
  invoice_settings: {
    account_tax_ids: null,
    custom_fields: null,
    description: null,
    footer: null,
    issuer: { type: "self" },
  },
  latest_invoice: null,
  livemode: false,
  managed_payments: null,
  next_pending_invoice_item_invoice: null,
  on_behalf_of: null,
  pause_collection: null,
  payment_settings: {
    payment_method_options: null,
    payment_method_types: null,
    save_default_payment_method: "off",
  },
  pending_invoice_item_interval: null,
  pending_setup_intent: null,
  pending_update: null,
  schedule: null,
  test_clock: null,
  transfer_data: null,
  trial_settings: {
    end_behavior: { billing_cycle_anchor: null, missing_payment_method: "create_invoice" },
  },
} satisfies Partial<Subscription>;

function newItem(
  world: World,
  { price, quantity, metadata }: NewSubscription["items"][number],
  within: { id: string; start: number; trialEnd: number | null },
): Item {
  return {
    id: newId(world, "si_", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: within.start,
    current_period_end: within.trialEnd ?? periodEnd(within.start, price),
    current_period_start: within.start,
    current_trial: null,
    discounts: [],
    metadata: metadata ?? {},
    plan: planOf(price),
    price: structuredClone(price),
    quantity,
    subscription: within.id,
    tax_rates: [],
  };
}

/** The price once more, in the words of older versions. */
function planOf(price: Price): Wire<Stripe.Plan> {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: price.unit_amount_decimal,
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: typeof price.product === "string" ? price.product : price.product.id,
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: null,
    usage_type: price.recurring?.usage_type ?? "licensed",
  };
}

const dayCounts: Readonly<Record<string, number>> = { day: 1, week: 7 };

/** One period on, in UTC. A month later than the 31st is the last day of a shorter month. */
export function periodEnd(start: number, { recurring }: Price): number {
  const interval = recurring?.interval ?? "month";
  const count = recurring?.interval_count ?? 1;
  const days = dayCounts[interval];
  if (days !== undefined) return start + days * count * DAY_SECONDS;
  const months = interval === "year" ? 12 * count : count;
  const at = new Date(start * 1000);
  const moved = new Date(at);
  moved.setUTCDate(1);
  moved.setUTCMonth(at.getUTCMonth() + months);
  const last = new Date(Date.UTC(moved.getUTCFullYear(), moved.getUTCMonth() + 1, 0)).getUTCDate();
  moved.setUTCDate(Math.min(at.getUTCDate(), last));
  return Math.floor(moved.getTime() / 1000);
}
