import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { checkDraft } from "../behaviour/draft-invoice.ts";
import type { InvoiceItem } from "../behaviour/invoice-items.ts";
import {
  addToInvoice,
  newInvoiceItem,
  rewriteLine,
  takeFromInvoice,
} from "../behaviour/invoice-items.ts";
import type { Invoice } from "../behaviour/new-invoice.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { given } from "../params/given.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { currency } from "../params/money.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, hash, integer, missing, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, removeRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { customerNamed } from "./customers.ts";
import { priceNamed } from "./prices.ts";

const both = {
  ...builtLater("discounts", "price_data", "quantity_decimal", "tax_behavior", "tax_code"),
  ...builtLater("tax_rates", "unit_amount_decimal"),
  amount: optional(integer()),
  description: optional(text()),
  discountable: optional(flag()),
  metadata: metadata(),
  period: optional(hash({ end: integer(0), start: integer(0) })),
  pricing: optional(hash({ price: optional(text()) })),
  quantity: optional(integer(1)),
};

const createParams = {
  ...both,
  ...builtLater("customer_account", "subscription"),
  currency: optional(currency()),
  customer: optional(text()),
  invoice: optional(text()),
} satisfies ParamsOf<Stripe.InvoiceItemCreateParams>;

const updateParams = {
  ...both,
  ...builtLater("invoicing_rules"),
} satisfies ParamsOf<Stripe.InvoiceItemUpdateParams>;

type CreateValues = Values<typeof createParams>;

/** On the named draft, or on the customer's next bill. */
function create({ world, cause }: Call, params: CreateValues): InvoiceItem {
  if (params.customer === undefined) throw missing("customer");
  const customer = customerNamed(world, params.customer, "param");
  const invoice = params.invoice === undefined ? null : draftNamed(world, params.invoice);
  const { name, ...what } = pricedBy(world, params);
  const item = newInvoiceItem(world, {
    ...what,
    customer: customer.id,
    description: params.description ?? name,
    discountable: params.discountable ?? what.amount >= 0,
    metadata: mergedMetadata({}, params.metadata),
    period: params.period,
  });
  if (invoice !== null) addToInvoice(world, invoice, item);
  emit(world, { type: "invoiceitem.created", object: item, cause });
  return item;
}

/** A price and how many of it, or an amount in a currency. */
function pricedBy(world: World, params: CreateValues) {
  const { amount, currency: code, pricing, quantity = 1 } = params;
  if (pricing?.price !== undefined) {
    if (amount !== undefined) {
      throw invalidRequest("You may only specify one of these parameters: amount, pricing.", {
        code: "parameters_exclusive",
        param: "amount",
      });
    }
    const price = priceNamed(world, pricing.price, "pricing[price]");
    const { currency: own, unit_amount: each } = price;
    const sum = (each ?? 0) * quantity;
    return { price, quantity, amount: sum, currency: own, name: nameOf(world, price.product) };
  }
  if (amount === undefined) throw missing("amount");
  if (code === undefined) throw missing("currency");
  return { price: null, quantity: 1, amount, currency: code, name: null };
}

function nameOf(world: World, product: string | { id: string }): string | null {
  const id = typeof product === "string" ? product : product.id;
  return findRow(world.state.products, id)?.name ?? null;
}

function draftNamed(world: World, id: string): Invoice {
  const invoice = findRow(world.state.invoices, id);
  if (invoice === undefined) throw noSuch("invoice", id, { param: "invoice", inPath: false });
  checkDraft(invoice);
  return invoice;
}

function itemOf({ world, ids }: Call): InvoiceItem {
  const id = ids[0] ?? "";
  const item = findRow(world.state.invoiceItems, id);
  if (item !== undefined) return item;
  throw noSuch("invoiceitem", id, { param: "invoiceitem", inPath: true });
}

/** The draft it stands on; null while it waits. */
function openInvoiceOf(world: World, { invoice: id }: InvoiceItem): Invoice | null {
  return typeof id === "string" ? draftNamed(world, id) : null;
}

type UpdateValues = Values<typeof updateParams>;

/** Another price, or another number of it. */
function reprice(world: World, item: InvoiceItem, { pricing, quantity }: UpdateValues): void {
  const price = pricing?.price ?? item.pricing?.price_details?.price;
  if (typeof price !== "string") throw missing("pricing[price]");
  const {
    id,
    unit_amount: each,
    unit_amount_decimal: exact,
    product,
  } = priceNamed(world, price, "pricing[price]");
  item.quantity = quantity ?? item.quantity;
  item.quantity_decimal = String(item.quantity);
  item.amount = (each ?? 0) * item.quantity;
  item.pricing = {
    price_details: { price: id, product: typeof product === "string" ? product : product.id },
    type: "price_details",
    unit_amount_decimal: exact,
  };
}

function update(call: Call, params: UpdateValues): InvoiceItem {
  const { world } = call;
  const item = itemOf(call);
  const invoice = openInvoiceOf(world, item);
  if (params.pricing !== undefined || params.quantity !== undefined) reprice(world, item, params);
  Object.assign(item, given(params, ["amount", "description", "discountable", "period"]));
  item.net_amount = item.amount;
  item.metadata = mergedMetadata(item.metadata ?? {}, params.metadata);
  if (invoice !== null) rewriteLine(world, invoice, item);
  return item;
}

function remove(call: Call): Stripe.DeletedInvoiceItem {
  const { world, cause } = call;
  const item = itemOf(call);
  const invoice = openInvoiceOf(world, item);
  if (invoice !== null) takeFromInvoice(invoice, item);
  removeRow(world.state.invoiceItems, item.id);
  emit(world, { type: "invoiceitem.deleted", object: item, cause });
  return { id: item.id, object: "invoiceitem", deleted: true };
}

const listParams = {
  ...pageParams,
  ...builtLater("customer_account"),
  created: createdRange(),
  customer: optional(text()),
  invoice: optional(text()),
  pending: optional(flag()),
} satisfies ParamsOf<Stripe.InvoiceItemListParams>;

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.invoiceItems,
    url: path,
    what: "invoiceitem",
    page: params,
    keep: (item) =>
      params.created.isInside(item.date) &&
      (params.customer ?? item.customer) === item.customer &&
      (params.invoice ?? item.invoice) === item.invoice &&
      (params.pending === undefined || params.pending === (item.invoice === null)),
  });
}

const path = "/v1/invoiceitems";
const one = `${path}/:id`;
const returns = "invoiceitem";

export const invoiceItemRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: itemOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
