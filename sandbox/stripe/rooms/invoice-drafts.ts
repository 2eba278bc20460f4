import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { methodNamed } from "../behaviour/card-methods.ts";
import {
  checkDraft,
  deleteDraft,
  finalizeInvoice,
  newDraft,
  setAutoAdvance,
} from "../behaviour/draft-invoice.ts";
import { addToInvoice, pendingItems } from "../behaviour/invoice-items.ts";
import type { Invoice } from "../behaviour/new-invoice.ts";
import { giveUpIntent } from "../behaviour/pay-invoice.ts";
import { DAY_SECONDS } from "../money/days.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { given } from "../params/given.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { currency } from "../params/money.ts";
import type { Values } from "../params/param.ts";
import { flag, integer, missing, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { customerNamed } from "./customers.ts";
import { invoiceOf } from "./invoices.ts";

const both = {
  ...builtLater("account_tax_ids", "application_fee_amount", "automatic_tax"),
  ...builtLater("automatically_finalizes_at", "custom_fields", "default_source"),
  ...builtLater("default_tax_rates", "discounts", "effective_at", "issuer", "on_behalf_of"),
  ...builtLater("payment_settings", "rendering", "shipping_cost", "shipping_details"),
  ...builtLater("transfer_data"),
  auto_advance: optional(flag()),
  collection_method: optional(oneOf(["charge_automatically", "send_invoice"])),
  days_until_due: optional(integer(0)),
  default_payment_method: optional(text()),
  description: optional(text()),
  due_date: optional(integer(0)),
  footer: optional(text()),
  metadata: metadata(),
  number: optional(text(26)),
  statement_descriptor: optional(text(22)),
};

const createParams = {
  ...both,
  ...builtLater("customer_account", "from_invoice", "subscription"),
  currency: optional(currency()),
  customer: optional(text()),
  pending_invoice_items_behavior: optional(oneOf(["exclude", "include"])),
} satisfies ParamsOf<Stripe.InvoiceCreateParams>;

const updateParams = both satisfies ParamsOf<Stripe.InvoiceUpdateParams>;

type Change = Values<typeof both>;

/** A draft, with what was kept for the customer's next bill where that is asked for. */
function create({ world, cause }: Call, params: Values<typeof createParams>): Invoice {
  if (params.customer === undefined) throw missing("customer");
  const customer = customerNamed(world, params.customer, "param");
  const waiting =
    params.pending_invoice_items_behavior === "include"
      ? pendingItems(world, customer.id, params.currency)
      : [];
  const standard = world.state.account.default_currency ?? "eur";
  const code = params.currency ?? waiting[0]?.currency ?? customer.currency ?? standard;
  checkDue(params, params.collection_method);
  const invoice = newDraft(world, { customer: customer.id, currency: code, metadata: {} });
  waiting
    .filter((item) => item.currency === code)
    .forEach((item) => addToInvoice(world, invoice, item));
  change(world, invoice, params);
  emit(world, { type: "invoice.created", object: invoice, cause });
  return invoice;
}

/** Only who is sent a bill has a day to pay it by. */
function checkDue(params: Change, how: string | undefined): void {
  const hasDay = params.days_until_due !== undefined || params.due_date !== undefined;
  if ((how === "send_invoice") === hasDay) return;
  throw invalidRequest(
    hasDay
      ? "You can only set `days_until_due` or `due_date` if `collection_method` is `send_invoice`."
      : "If invoice `collection_method`=`send_invoice`, you must specify `due_date` or `days_until_due`.",
    { param: "days_until_due" },
  );
}

const plainNames = [
  "collection_method",
  "description",
  "due_date",
  "footer",
  "number",
  "statement_descriptor",
] as const;

function change(world: World, invoice: Invoice, params: Change): void {
  const { auto_advance: isAuto, days_until_due: days, default_payment_method: method } = params;
  Object.assign(invoice, given(params, plainNames));
  invoice.metadata = mergedMetadata(invoice.metadata ?? {}, params.metadata);
  if (days !== undefined) invoice.due_date = nowSeconds(world) + days * DAY_SECONDS;
  if (method !== undefined) invoice.default_payment_method = methodNamed(world, method).id;
  if (isAuto !== undefined && isAuto !== invoice.auto_advance) {
    setAutoAdvance(world, invoice, isAuto);
  }
}

/** Words for whoever keeps the books may change at any time; the bill itself only as a draft. */
function update(call: Call, params: Values<typeof updateParams>): Invoice {
  const { world, cause } = call;
  const invoice = invoiceOf(call);
  const before = structuredClone(invoice);
  const { metadata: _words, ...rest } = params;
  const isChanged = Object.values(rest).some((value) => value !== undefined);
  if (isChanged) checkDraft(invoice);
  if (isChanged) checkDueOfUpdate(invoice, params);
  change(world, invoice, params);
  const previous = previousOf(before, invoice);
  emit(world, { type: "invoice.updated", object: invoice, previous, cause });
  return invoice;
}

function checkDueOfUpdate(invoice: Invoice, params: Change): void {
  const isSame = params.collection_method === undefined && invoice.due_date !== null;
  if (!isSame) checkDue(params, params.collection_method ?? invoice.collection_method);
}

function remove(call: Call): Stripe.DeletedInvoice {
  const invoice = invoiceOf(call);
  deleteDraft(call.world, invoice, call.cause);
  return { id: invoice.id, object: "invoice", deleted: true };
}

const finalizeParams = {
  auto_advance: optional(flag()),
} satisfies ParamsOf<Stripe.InvoiceFinalizeInvoiceParams>;

function finalize(call: Call): Invoice {
  const invoice = invoiceOf(call);
  finalizeInvoice(call.world, invoice, call.cause);
  return invoice;
}

/** Nothing is sent, as in Stripe's sandboxes: the event tells of it. */
function send(call: Call): Invoice {
  const { world, cause } = call;
  const invoice = invoiceOf(call);
  if (invoice.collection_method !== "send_invoice") {
    throw invalidRequest(
      "You can only manually send an invoice if its collection method is `send_invoice`.",
    );
  }
  if (invoice.status === "draft") finalizeInvoice(world, invoice, cause);
  emit(world, { type: "invoice.sent", object: invoice, cause });
  return invoice;
}

const steps = {
  void: {
    from: ["open", "uncollectible"],
    at: "voided_at",
    status: "void",
    type: "invoice.voided",
  },
  mark_uncollectible: {
    from: ["draft", "open"],
    at: "marked_uncollectible_at",
    status: "uncollectible",
    type: "invoice.marked_uncollectible",
  },
} as const;

/** The two ways in which a bill ends without money. */
function giveUp(call: Call, step: (typeof steps)[keyof typeof steps]): Invoice {
  const { world, cause } = call;
  const invoice = invoiceOf(call);
  const from: readonly (string | null)[] = step.from;
  if (!from.includes(invoice.status)) {
    throw invalidRequest(
      `You can only pass in ${step.from.join(" or ")} invoices. This invoice isn't ${step.from.join(" or ")}.`,
      { code: "invoice_not_editable" },
    );
  }
  invoice.status = step.status;
  invoice.status_transitions[step.at] = nowSeconds(world);
  invoice.next_payment_attempt = null;
  if (step.status === "void") giveUpIntent(world, invoice, cause);
  emit(world, { type: step.type, object: invoice, cause });
  return invoice;
}

const path = "/v1/invoices";
const one = `${path}/:id`;
const returns = "invoice";

export const invoiceDraftRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "DELETE", path: one, params: {}, returns, handle: remove }),
  endpoint({
    method: "POST",
    path: `${one}/finalize`,
    params: finalizeParams,
    returns,
    handle: finalize,
  }),
  endpoint({ method: "POST", path: `${one}/send`, params: {}, returns, handle: send }),
  endpoint({
    method: "POST",
    path: `${one}/void`,
    params: {},
    returns,
    handle: (call) => giveUp(call, steps.void),
  }),
  endpoint({
    method: "POST",
    path: `${one}/mark_uncollectible`,
    params: {},
    returns,
    handle: (call) => giveUp(call, steps.mark_uncollectible),
  }),
];
