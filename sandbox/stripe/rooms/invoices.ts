import type Stripe from "stripe";
import { ApiError, invalidRequest, noSuch } from "../api-error.ts";
import { isPayable, revive, subscriptionIdOf } from "../behaviour/after-invoice.ts";
import { methodNamed } from "../behaviour/card-methods.ts";
import { finalizeInvoice, methodOfInvoice } from "../behaviour/draft-invoice.ts";
import { declinedError } from "../behaviour/confirm-card.ts";
import type { Invoice, InvoiceLine } from "../behaviour/new-invoice.ts";
import { giveUpIntent, markInvoicePaid, payInvoice } from "../behaviour/pay-invoice.ts";
import { methodOf } from "../behaviour/subscription-course.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { isLike } from "../params/is-like.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { emptyTable, findRow, insertRow } from "../table.ts";
import type { World } from "../world.ts";

export function invoiceOf({ world, ids }: Call): Invoice {
  const id = ids[0] ?? "";
  const invoice = findRow(world.state.invoices, id);
  if (invoice !== undefined) return invoice;
  throw noSuch("invoice", id, { param: "invoice", inPath: true });
}

const payParams = {
  ...builtLater("forgive", "mandate", "source"),
  off_session: optional(flag()),
  paid_out_of_band: optional(flag()),
  payment_method: optional(text()),
} satisfies ParamsOf<Stripe.InvoicePayParams>;

/** Pays a bill that is still open: with a card, or with money that came another way. */
function pay(call: Call, params: Values<typeof payParams>): Invoice {
  const { world, cause } = call;
  const invoice = invoiceOf(call);
  if (invoice.status === "draft") finalizeInvoice(world, invoice, cause);
  if (!isPayable(invoice)) {
    throw invalidRequest(
      invoice.status === "paid" ? "Invoice is already paid" : "This invoice can no longer be paid.",
      { code: "invoice_not_editable" },
    );
  }
  if (params.paid_out_of_band === true) {
    giveUpIntent(world, invoice, cause);
    markInvoicePaid(world, invoice, cause);
  } else {
    const method = methodFor(world, invoice, params.payment_method);
    const intent = payInvoice(world, invoice, { method, cause });
    const declined = intent === null ? undefined : declinedError(world, intent);
    if (declined !== undefined) throw declined;
    if (intent?.status === "requires_action") throw actionRequired(intent);
  }
  revive(world, invoice, cause);
  return invoice;
}

function actionRequired(intent: Stripe.PaymentIntent): ApiError {
  return new ApiError(402, {
    type: "card_error",
    code: "invoice_payment_intent_requires_action",
    message:
      "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.",
    payment_intent: structuredClone(intent),
  });
}

function methodFor(world: World, invoice: Invoice, named: string | undefined) {
  if (named !== undefined) return methodNamed(world, named);
  const subscription = findRow(world.state.subscriptions, subscriptionIdOf(invoice) ?? "");
  return subscription === undefined
    ? methodOfInvoice(world, invoice)
    : methodOf(world, subscription);
}

const listParams = {
  ...pageParams,
  ...builtLater("customer_account", "due_date"),
  collection_method: optional(oneOf(["charge_automatically", "send_invoice"])),
  created: createdRange(),
  customer: optional(text()),
  status: optional(oneOf(["draft", "open", "paid", "uncollectible", "void"])),
  subscription: optional(text()),
} satisfies ParamsOf<Stripe.InvoiceListParams>;

function list({ world }: Call, params: Values<typeof listParams>): object {
  const { collection_method, customer, status, subscription } = params;
  return pageOf({
    table: world.state.invoices,
    url: path,
    what: "invoice",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) &&
      isLike(each, { collection_method, customer, status }) &&
      (subscription === undefined || subscriptionIdOf(each) === subscription),
  });
}

function listLines(call: Call, params: Values<typeof pageParams>): object {
  const invoice = invoiceOf(call);
  const table = emptyTable<InvoiceLine>();
  invoice.lines.data.toReversed().forEach((line) => insertRow(table, line));
  return pageOf({
    table,
    url: invoice.lines.url,
    what: "line_item",
    page: params,
    keep: () => true,
  });
}

const path = "/v1/invoices";
const one = `${path}/:id`;
const returns = "invoice";

export const invoiceRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: invoiceOf }),
  endpoint({
    method: "GET",
    path: `${one}/lines`,
    params: pageParams,
    returns: "line_item",
    isList: true,
    handle: listLines,
  }),
  endpoint({ method: "POST", path: `${one}/pay`, params: payParams, returns, handle: pay }),
];
