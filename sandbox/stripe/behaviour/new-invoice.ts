import type Stripe from "stripe";
import { orNull } from "../params/given.ts";
import { idOf } from "../id-of.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import type { Wire } from "../wire.ts";
import type { Subscription } from "./new-subscription.ts";

export type Invoice = Wire<Stripe.Invoice>;
export type InvoiceLine = Wire<Stripe.InvoiceLineItem>;
type Price = Wire<Stripe.Price>;

/** One line of a bill: a period of a subscription, or a thing that is sold with it once. */
export type Billed = {
  readonly price: Price;
  readonly quantity: number;
  readonly period: { start: number; end: number };
  /** The subscription's item; null for what is sold once. */
  readonly itemId: string | null;
  readonly isFree: boolean;
};

/** A final bill of a subscription; nothing is paid of it yet. */
export function newInvoice(
  world: World,
  subscription: Subscription,
  bill: { reason: "subscription_create" | "subscription_cycle"; billed: readonly Billed[] },
): Invoice {
  const id = newId(world, "in_1");
  const now = nowSeconds(world);
  const lines = bill.billed.map((each) => newLine(world, subscription, { id, billed: each }));
  const total = lines.reduce((sum, line) => sum + line.amount, 0);
  return {
    id,
    object: "invoice",
    ...blankInvoice,
    ...issuerWords(world),
    amount_due: total,
    amount_remaining: total,
    billing_reason: bill.reason,
    created: now,
    currency: subscription.currency,
    ...addressee(world, idOf(subscription.customer)),
    effective_at: now,
    number: nextNumber(world, idOf(subscription.customer)),
    lines: { object: "list", data: lines, has_more: false, url: `/v1/invoices/${id}/lines` },
    parent: {
      quote_details: null,
      subscription_details: { metadata: subscription.metadata, subscription: subscription.id },
      type: "subscription_details",
    },
    period_end: bill.billed[0]?.period.start ?? now,
    period_start: bill.billed[0]?.period.start ?? now,
    status_transitions: {
      finalized_at: now,
      marked_uncollectible_at: null,
      paid_at: null,
      voided_at: null,
    },
    subtotal: total,
    subtotal_excluding_tax: total,
    total,
    total_excluding_tax: total,
  };
}

/** What begins empty, or what no room fills. */
export const blankInvoice = {
  account_tax_ids: null,
  amount_overpaid: 0,
  amount_paid: 0,
  amount_shipping: 0,
  application: null,
  attempt_count: 0,
  attempted: false,
  auto_advance: false,
  automatic_tax: {
    disabled_reason: null,
    enabled: false,
    liability: null,
    provider: null,
    status: null,
  },
  automatically_finalizes_at: null,
  collection_method: "charge_automatically",
  custom_fields: null,
  customer_account: null,
  default_payment_method: null,
  default_source: null,
  default_tax_rates: [],
  description: null,
  discounts: [],
  due_date: null,
  ending_balance: 0,
  footer: null,
  from_invoice: null,
  hosted_invoice_url: null,
  invoice_pdf: null,
  issuer: { type: "self" },
  last_finalization_error: null,
  latest_revision: null,
  livemode: false,
  metadata: {},
  next_payment_attempt: null,
  on_behalf_of: null,
  payment_settings: {
    default_mandate: null,
    payment_method_options: null,
    payment_method_types: null,
  },
  post_payment_credit_notes_amount: 0,
  pre_payment_credit_notes_amount: 0,
  receipt_number: null,
  rendering: null,
  shipping_cost: null,
  shipping_details: null,
  starting_balance: 0,
  statement_descriptor: null,
  status: "open",
  test_clock: null,
  total_discount_amounts: [],
  total_pretax_credit_amounts: [],
  total_taxes: [],
  webhooks_delivered_at: null,
} satisfies Partial<Invoice>;

/** Who sends the bill. */
export function issuerWords({ state: { account } }: World) {
  return {
    account_country: account.country ?? null,
    account_name: account.business_profile?.name ?? null,
  };
}

function customerOf(world: World, id: string): Stripe.Customer | undefined {
  const found = findRow(world.state.customers, id);
  return found === undefined || found.deleted === true ? undefined : found;
}

/** The customer as on this day. */
export function addressee(world: World, id: string) {
  const words = orNull(customerOf(world, id), ["address", "email", "name", "phone"]);
  return {
    customer: id,
    customer_address: words.address,
    customer_email: words.email,
    customer_name: words.name,
    customer_phone: words.phone,
    customer_shipping: null,
    customer_tax_exempt: "none",
    customer_tax_ids: [],
  } satisfies Partial<Invoice>;
}

/** The number goes on with each of the customer's bills. */
export function nextNumber(world: World, customerId: string): string {
  const customer = customerOf(world, customerId);
  const sequence = customer?.next_invoice_sequence ?? 1;
  if (customer !== undefined) customer.next_invoice_sequence = sequence + 1;
  return `${customer?.invoice_prefix ?? "SANDBOX"}-${String(sequence).padStart(4, "0")}`;
}

function newLine(
  world: World,
  subscription: Subscription,
  { id, billed }: { id: string; billed: Billed },
): InvoiceLine {
  const { price, quantity, period, itemId, isFree } = billed;
  const amount = isFree ? 0 : (price.unit_amount ?? 0) * quantity;
  const product = typeof price.product === "string" ? price.product : price.product.id;
  const name = findRow(world.state.products, product)?.name ?? product;
  return {
    id: newId(world, "il_1"),
    object: "line_item",
    amount,
    currency: price.currency,
    description: isFree ? `Free trial for ${quantity} × ${name}` : `${quantity} × ${name}`,
    discount_amounts: [],
    discountable: true,
    discounts: [],
    invoice: id,
    livemode: false,
    metadata: subscription.metadata,
    parent: itemId === null ? null : parentOf(subscription.id, itemId),
    period,
    pretax_credit_amounts: [],
    pricing: {
      price_details: { price: price.id, product },
      type: "price_details",
      unit_amount_decimal: price.unit_amount_decimal,
    },
    quantity,
    quantity_decimal: String(quantity),
    subscription: subscription.id,
    subtotal: amount,
    taxes: [],
  };
}

function parentOf(subscription: string, item: string): InvoiceLine["parent"] {
  return {
    invoice_item_details: null,
    subscription_item_details: {
      invoice_item: null,
      proration: false,
      proration_details: { credited_items: null },
      subscription,
      subscription_item: item,
    },
    type: "subscription_item_details",
  };
}
