import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { attachMethod, methodNamed } from "../behaviour/card-methods.ts";
import { address, addressOf } from "../params/address.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { given } from "../params/given.ts";
import { hash, integer, listOf, oneOf, optional, text, unsettable } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow, insertRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds, scramble } from "../world.ts";

type Customer = Stripe.Customer;

const shippingFields = { address: address(), name: text(), phone: unsettable(text(40)) };

const both = {
  ...builtLater("business_name", "cash_balance", "individual_name", "source", "tax", "validate"),
  address: unsettable(address()),
  balance: optional(integer()),
  description: unsettable(text()),
  email: unsettable(text(512)),
  invoice_prefix: optional(text(12)),
  invoice_settings: optional(
    hash({
      ...builtLater("custom_fields", "rendering_options"),
      default_payment_method: unsettable(text()),
      footer: unsettable(text()),
    }),
  ),
  metadata: metadata(),
  name: unsettable(text(256)),
  next_invoice_sequence: optional(integer(1)),
  phone: unsettable(text(20)),
  preferred_locales: optional(listOf(text(20))),
  shipping: unsettable(hash(shippingFields)),
  tax_exempt: unsettable(oneOf(["exempt", "none", "reverse"])),
};

const createParams = {
  ...both,
  ...builtLater("tax_id_data", "test_clock"),
  payment_method: optional(text()),
} satisfies ParamsOf<Stripe.CustomerCreateParams>;

const updateParams = {
  ...both,
  ...builtLater("default_source"),
} satisfies ParamsOf<Stripe.CustomerUpdateParams>;

type Change = Values<typeof both>;

function create(call: Call, params: Values<typeof createParams>): Customer {
  const { world, cause } = call;
  const customer = newCustomer(world, {});
  const { payment_method: named, invoice_settings: settings } = params;
  const method = named === undefined ? undefined : methodNamed(world, named, cause);
  change(world, customer, params);
  // A name like pm_card_visa makes a new card each time: both places mean the same one.
  if (method !== undefined && settings?.default_payment_method === named) {
    customer.invoice_settings.default_payment_method = method.id;
  }
  insertRow(world.state.customers, customer);
  emit(world, { type: "customer.created", object: customer, cause });
  if (method !== undefined) attachMethod(world, method, { customerId: customer.id, cause });
  return customer;
}

/** Without anything but what is given; checkout makes customers, too. */
export function newCustomer(
  world: World,
  known: { email?: string | null; name?: string | null },
): Customer {
  const id = newId(world, "cus_", 14);
  return {
    id,
    object: "customer",
    address: null,
    balance: 0,
    created: nowSeconds(world),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: known.email ?? null,
    invoice_prefix: scramble(`invoice/${id}`, 8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: {},
    name: known.name ?? null,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  };
}

function update(call: Call, params: Values<typeof updateParams>): Customer {
  const { world, cause } = call;
  const customer = customerNamed(world, call.ids[0] ?? "", "path");
  const before = structuredClone(customer);
  change(world, customer, params);
  const previous = previousOf(before, customer);
  emit(world, { type: "customer.updated", object: customer, previous, cause });
  return customer;
}

function change(world: World, customer: Customer, params: Change): void {
  const { address: home, shipping: parcel, tax_exempt: exempt } = params;
  if (home !== undefined) customer.address = addressOf(home);
  if (parcel !== undefined) customer.shipping = parcel === null ? null : shippingOf(parcel);
  if (exempt !== undefined) customer.tax_exempt = exempt ?? "none";
  customer.metadata = mergedMetadata(customer.metadata, params.metadata);
  Object.assign(customer, given(params, plainNames));
  changeInvoiceSettings(world, customer, params.invoice_settings ?? {});
}

const plainNames = [
  "balance",
  "description",
  "email",
  "invoice_prefix",
  "name",
  "next_invoice_sequence",
  "phone",
  "preferred_locales",
] as const;

function changeInvoiceSettings(
  world: World,
  customer: Customer,
  settings: Partial<NonNullable<Change["invoice_settings"]>>,
): void {
  const id = settings.default_payment_method;
  if (typeof id === "string") methodNamed(world, id);
  const names = ["default_payment_method", "footer"] as const;
  Object.assign(customer.invoice_settings, given(settings, names));
}

function shippingOf(parcel: Values<typeof shippingFields>): Stripe.Customer.Shipping {
  const place = addressOf(parcel.address);
  return {
    ...(place === null ? {} : { address: place }),
    name: parcel.name,
    phone: parcel.phone ?? null,
  };
}

/** For a parameter or a path; one that was deleted is as good as none. */
export function customerNamed(world: World, id: string, where: "path" | "param"): Customer {
  const customer = findRow(world.state.customers, id);
  if (customer !== undefined && customer.deleted !== true) return customer;
  const inPath = where === "path";
  throw noSuch("customer", id, { param: inPath ? "id" : "customer", inPath });
}

/** A deleted customer can still be looked at, and says no more than that. */
function retrieve({ world, ids }: Call): Customer | Stripe.DeletedCustomer {
  const id = ids[0] ?? "";
  return findRow(world.state.customers, id) ?? customerNamed(world, id, "path");
}

function remove(call: Call): Stripe.DeletedCustomer {
  const { world, cause } = call;
  const customer = customerNamed(world, call.ids[0] ?? "", "path");
  const gone: Stripe.DeletedCustomer = { id: customer.id, object: "customer", deleted: true };
  world.state.customers.byId[customer.id] = gone;
  emit(world, { type: "customer.deleted", object: customer, cause });
  return gone;
}

const listParams = {
  ...pageParams,
  ...builtLater("test_clock"),
  created: createdRange(),
  email: optional(text(512)),
} satisfies ParamsOf<Stripe.CustomerListParams>;

function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageOf({
    table: world.state.customers,
    url: path,
    what: "customer",
    page: params,
    keep: (each) =>
      each.deleted !== true &&
      params.created.isInside(each.created) &&
      (params.email ?? each.email) === each.email,
  });
}

const path = "/v1/customers";
const one = `${path}/:id`;
const returns = "customer";

export const customerRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: retrieve }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
];
