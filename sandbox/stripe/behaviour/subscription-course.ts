import type Stripe from "stripe";
import { schedule, unschedule } from "../clock/agenda.ts";
import { idOf } from "../id-of.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { Cause, World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { markSaved } from "./card-methods.ts";
import type { CheckoutSide, LineItem } from "./checkout-side.ts";
import type { Billed, Invoice } from "./new-invoice.ts";
import { newInvoice } from "./new-invoice.ts";
import type { Subscription } from "./new-subscription.ts";
import { newSubscription, periodEnd } from "./new-subscription.ts";
import { countAttempt, issueInvoice, markInvoicePaid, payInvoice } from "./pay-invoice.ts";
import { pauseSubscription, planTrialNotice } from "./trials.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Waits before a failed renewal is tried again; after the last one the subscription ends. */
const RETRY_DAYS = [3, 5, 7];

/** The end of a checkout in mode subscription: its payment, if there was one, is the first. */
export function startSubscription(
  world: World,
  from: {
    session: Stripe.Checkout.Session;
    side: CheckoutSide;
    method: Stripe.PaymentMethod;
    intent: Stripe.PaymentIntent | null;
  },
): { subscription: Subscription; invoice: Invoice } {
  const { session, side, method, intent } = from;
  const customer = idOf(session.customer);
  keepCard(world, method, customer);
  const again = side.lineItems.filter((item) => item.price?.recurring);
  const subscription = newSubscription(world, {
    customer,
    items: again.map(pricedItem),
    method: method.id,
    ...side.subscription,
  });
  const once = side.lineItems.filter((item) => !item.price?.recurring).map(pricedItem);
  const invoice = firstInvoice(world, subscription, once);
  insertRow(world.state.subscriptions, subscription);
  issueInvoice(world, invoice, null);
  if (intent !== null) intent.description ??= "Subscription creation";
  countAttempt(invoice);
  markInvoicePaid(world, invoice, null);
  beginActive(world, subscription, null);
  return { subscription, invoice };
}

function pricedItem(item: LineItem) {
  if (item.price === null) throw new Error(`line item ${item.id} has no price`);
  return { price: item.price, quantity: item.quantity ?? 1, metadata: item.metadata ?? {} };
}

function keepCard(world: World, method: Stripe.PaymentMethod, customer: string): void {
  markSaved(world, method);
  if (method.customer !== null) return;
  method.customer = customer;
  emit(world, { type: "payment_method.attached", object: method, cause: null });
}

/** The bill of the first period, with what is sold once beside it. */
export function firstInvoice(
  world: World,
  subscription: Subscription,
  once: readonly ReturnType<typeof pricedItem>[] = [],
): Invoice {
  const period = { start: subscription.start_date, end: subscription.start_date };
  const extra = once.map(({ price, quantity }) => {
    return { price, quantity, period, itemId: null, isFree: false };
  });
  const billed = [...periodsOf(subscription), ...extra];
  const invoice = newInvoice(world, subscription, { reason: "subscription_create", billed });
  subscription.latest_invoice = invoice.id;
  return invoice;
}

function periodsOf(subscription: Subscription): Billed[] {
  return subscription.items.data.map((item) => ({
    price: item.price,
    quantity: item.quantity ?? 1,
    period: { start: item.current_period_start, end: item.current_period_end },
    itemId: item.id,
    isFree: subscription.status === "trialing",
  }));
}

/** From now on the clock renews it. */
export function beginActive(world: World, subscription: Subscription, cause: Cause | null): void {
  if (subscription.status === "incomplete") subscription.status = "active";
  emit(world, { type: "customer.subscription.created", object: subscription, cause });
  planTrialNotice(world, subscription, cause);
  planRenewal(world, subscription);
}

export function planRenewal(world: World, subscription: Subscription): void {
  unschedule(world, "renew-subscription", subscription.id);
  const end = subscription.items.data[0]?.current_period_end ?? nowSeconds(world);
  schedule(world, { atMs: end * 1000, what: "renew-subscription", id: subscription.id });
}

/** Work of the clock: the period is over. */
export function renewSubscription(world: World, id: string): void {
  const subscription = findRow(world.state.subscriptions, id);
  if (subscription === undefined || subscription.status === "canceled") return;
  if (endsWithTrial(world, subscription)) return;
  if (subscription.cancel_at_period_end) {
    endSubscription(world, subscription, { reason: "cancellation_requested", cause: null });
    return;
  }
  for (const item of subscription.items.data) {
    item.current_period_start = item.current_period_end;
    item.current_period_end = periodEnd(item.current_period_end, item.price);
  }
  billPeriod(world, subscription, null);
}

/** A paused one goes on with a period that begins now. */
export function resumeSubscription(world: World, subscription: Subscription, cause: Cause): void {
  const now = nowSeconds(world);
  subscription.billing_cycle_anchor = now;
  for (const item of subscription.items.data) {
    item.current_period_start = now;
    item.current_period_end = periodEnd(now, item.price);
  }
  billPeriod(world, subscription, cause);
  emit(world, { type: "customer.subscription.resumed", object: subscription, cause });
}

function billPeriod(world: World, subscription: Subscription, cause: Cause | null): void {
  const { status } = subscription;
  if (status === "trialing" || status === "paused") subscription.status = "active";
  const billed = periodsOf(subscription);
  const invoice = newInvoice(world, subscription, { reason: "subscription_cycle", billed });
  subscription.latest_invoice = invoice.id;
  issueInvoice(world, invoice, cause);
  planRenewal(world, subscription);
  tryToCollect(world, subscription, invoice);
}

/** What was agreed on for a trial at whose end there is nothing to pay with. */
function endsWithTrial(world: World, subscription: Subscription): boolean {
  if (subscription.status !== "trialing" || methodOf(world, subscription) !== null) return false;
  const { missing_payment_method: then } = subscription.trial_settings?.end_behavior ?? {};
  if (then === "pause") pauseSubscription(world, subscription);
  else if (then === "cancel") {
    endSubscription(world, subscription, { reason: "payment_failed", cause: null });
  }
  return then === "pause" || then === "cancel";
}

function tryToCollect(world: World, subscription: Subscription, invoice: Invoice): void {
  const before = structuredClone(subscription);
  const tell = () => {
    const previous = previousOf(before, subscription);
    const object = subscription;
    emit(world, { type: "customer.subscription.updated", object, previous, cause: null });
  };
  payInvoice(world, invoice, { method: methodOf(world, subscription), cause: null });
  if (invoice.status === "paid") {
    subscription.status = "active";
    tell();
    return;
  }
  const days = RETRY_DAYS[invoice.attempt_count - 1];
  if (days === undefined) {
    endSubscription(world, subscription, { reason: "payment_failed", cause: null });
    return;
  }
  const atMs = world.now() + days * DAY_MS;
  invoice.next_payment_attempt = Math.floor(atMs / 1000);
  subscription.status = "past_due";
  schedule(world, { atMs, what: "retry-invoice", id: invoice.id });
  tell();
}

/** Work of the clock: a card that had no money last time may have some now. */
export function retryInvoice(world: World, invoiceId: string): void {
  const invoice = findRow(world.state.invoices, invoiceId);
  const id = invoice?.parent?.subscription_details?.subscription;
  const subscription = typeof id === "string" ? findRow(world.state.subscriptions, id) : undefined;
  if (invoice?.status !== "open" || subscription?.status !== "past_due") return;
  tryToCollect(world, subscription, invoice);
}

/** The subscription's own card, else the customer's. */
export function methodOf(world: World, subscription: Subscription): Stripe.PaymentMethod | null {
  const own = subscription.default_payment_method;
  const found = findRow(world.state.customers, idOf(subscription.customer));
  const customer = found?.deleted === true ? undefined : found;
  const id = own ?? customer?.invoice_settings.default_payment_method ?? null;
  return typeof id === "string" ? (findRow(world.state.paymentMethods, id) ?? null) : null;
}

export function endSubscription(
  world: World,
  subscription: Subscription,
  why: { reason: "cancellation_requested" | "payment_failed"; cause: Cause | null },
): void {
  unschedule(world, "renew-subscription", subscription.id);
  subscription.status = "canceled";
  subscription.canceled_at ??= nowSeconds(world);
  subscription.ended_at = nowSeconds(world);
  subscription.cancellation_details = {
    comment: null,
    feedback: null,
    feedback_option: null,
    reason: why.reason,
  };
  emit(world, { type: "customer.subscription.deleted", object: subscription, cause: why.cause });
}
