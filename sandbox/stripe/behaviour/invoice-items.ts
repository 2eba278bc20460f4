import type Stripe from "stripe";
import { insertRow, rowsOf } from "../table.ts";
import type { Wire } from "../wire.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import type { Invoice, InvoiceLine } from "./new-invoice.ts";

export type InvoiceItem = Wire<Stripe.InvoiceItem>;

export type NewInvoiceItem = {
  readonly customer: string;
  readonly currency: string;
  readonly quantity: number;
  readonly amount: number;
  readonly description: string | null;
  readonly discountable: boolean;
  readonly metadata: Record<string, string>;
  readonly period: { start: number; end: number } | undefined;
  /** Null where only an amount is known. */
  readonly price: Wire<Stripe.Price> | null;
};

/** Something that goes on a bill once. */
export function newInvoiceItem(world: World, given: NewInvoiceItem): InvoiceItem {
  const { price, ...plain } = given;
  const now = nowSeconds(world);
  return insertRow(world.state.invoiceItems, {
    id: newId(world, "ii_1"),
    object: "invoiceitem",
    ...plain,
    customer_account: null,
    date: now,
    discounts: [],
    invoice: null,
    livemode: false,
    net_amount: given.amount,
    parent: null,
    period: given.period ?? { start: now, end: now },
    pricing: pricingOf(given),
    proration: false,
    quantity_decimal: String(given.quantity),
    tax_rates: [],
    test_clock: null,
  });
}

function pricingOf({ price, amount, quantity }: NewInvoiceItem): InvoiceItem["pricing"] {
  const unit = price?.unit_amount_decimal ?? String(amount / quantity);
  if (price === null) return { type: "price_details", unit_amount_decimal: unit };
  const product = typeof price.product === "string" ? price.product : price.product.id;
  return {
    price_details: { price: price.id, product },
    type: "price_details",
    unit_amount_decimal: unit,
  };
}

/** What waits for the customer's next bill in this currency. */
export function pendingItems(world: World, customer: string, currency?: string): InvoiceItem[] {
  return rowsOf(world.state.invoiceItems).filter(
    (item) =>
      item.customer === customer &&
      item.invoice === null &&
      (currency === undefined || item.currency === currency),
  );
}

/** Writes an item on a draft; the sums follow. */
export function addToInvoice(world: World, invoice: Invoice, item: InvoiceItem): void {
  item.invoice = invoice.id;
  invoice.lines.data.push(lineOf(world, invoice, item));
  sumUp(invoice);
}

export function takeFromInvoice(invoice: Invoice, item: InvoiceItem): void {
  invoice.lines.data = invoice.lines.data.filter((line) => itemIdOf(line) !== item.id);
  sumUp(invoice);
}

/** A changed item changes its line, which stays what it is. */
export function rewriteLine(world: World, invoice: Invoice, item: InvoiceItem): void {
  invoice.lines.data = invoice.lines.data.map((line) =>
    itemIdOf(line) === item.id ? { ...lineOf(world, invoice, item), id: line.id } : line,
  );
  sumUp(invoice);
}

function itemIdOf(line: InvoiceLine): string | undefined {
  return line.parent?.invoice_item_details?.invoice_item;
}

function sumUp(invoice: Invoice): void {
  const total = invoice.lines.data.reduce((sum, line) => sum + line.amount, 0);
  invoice.amount_due = Math.max(0, total);
  invoice.amount_remaining = invoice.amount_due;
  invoice.subtotal = total;
  invoice.subtotal_excluding_tax = total;
  invoice.total = total;
  invoice.total_excluding_tax = total;
}

function lineOf(world: World, invoice: Invoice, item: InvoiceItem): InvoiceLine {
  const { amount, currency, description, discountable, period, pricing, quantity } = item;
  return {
    id: newId(world, "il_1"),
    object: "line_item",
    amount,
    currency,
    description,
    discount_amounts: [],
    discountable,
    discounts: [],
    invoice: invoice.id,
    livemode: false,
    metadata: item.metadata ?? {},
    parent: {
      invoice_item_details: {
        invoice_item: item.id,
        proration: false,
        proration_details: null,
        subscription: null,
      },
      subscription_item_details: null,
      type: "invoice_item_details",
    },
    period,
    pretax_credit_amounts: [],
    pricing,
    quantity,
    quantity_decimal: String(quantity),
    subscription: null,
    subtotal: amount,
    taxes: [],
  };
}
