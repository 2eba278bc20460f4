import type Stripe from "stripe";
import { invalidRequest, noSuch, notBuilt } from "../api-error.ts";
import { attachMethod, methodNamed, newCardMethod } from "../behaviour/card-methods.ts";
import { newDebitMethod } from "../behaviour/bank-debit.ts";
import { numberNamed } from "../behaviour/online-cards.ts";
import { billingDetails, billingDetailsOf } from "../params/address.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { mergedMetadata, metadata } from "../params/metadata.ts";
import { pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { hash, integer, missing, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import { previousOf } from "../webhooks/previous.ts";
import type { World } from "../world.ts";
import { cardEntry, cardFields } from "./card-fields.ts";
import { customerNamed } from "./customers.ts";
import { laterMethodTypes } from "./later-method-types.ts";

type Method = Stripe.PaymentMethod;

const redisplay = oneOf(["always", "limited", "unspecified"]);

const createParams = {
  ...builtLater(...laterMethodTypes, "interac_present", "link", "payment_method", "radar_options"),
  allow_redisplay: optional(redisplay),
  billing_details: optional(billingDetails()),
  card: optional(hash(cardFields)),
  customer: optional(text()),
  metadata: metadata(),
  sepa_debit: optional(hash({ iban: text(40) })),
  type: optional(oneOf(["card", "link", ...laterMethodTypes])),
} satisfies ParamsOf<Stripe.PaymentMethodCreateParams>;

function create({ world, cause }: Call, params: Values<typeof createParams>): Method {
  const type = params.type ?? "card";
  const billing = billingDetailsOf(params.billing_details);
  if (type !== "card" && type !== "sepa_debit") {
    throw notBuilt(`payment methods of type ${type}`, "type");
  }
  const method =
    type === "card"
      ? newCardMethod(world, cardEntry(world, params.card), { billing, cause })
      : newDebitMethod(world, ibanOf(params.sepa_debit, billing), billing);
  method.allow_redisplay = params.allow_redisplay ?? "unspecified";
  method.metadata = mergedMetadata({}, params.metadata);
  return method;
}

/** A bank account is nobody's without a name and a way to write to its holder. */
function ibanOf(
  account: { iban: string } | undefined,
  billing: Stripe.PaymentMethod.BillingDetails,
): string {
  if (account === undefined) throw missing("sepa_debit");
  if (billing.name === null) throw missing("billing_details[name]");
  if (billing.email === null) throw missing("billing_details[email]");
  return account.iban;
}

function methodOf(call: Call): Method {
  const id = call.ids[0] ?? "";
  const isNamed = numberNamed(id) !== undefined && id.startsWith("pm_card_");
  const method = isNamed
    ? methodNamed(call.world, id, call.cause)
    : findRow(call.world.state.paymentMethods, id);
  if (method !== undefined) return method;
  throw noSuch("PaymentMethod", id, { param: "payment_method", inPath: true });
}

const updateParams = {
  ...builtLater("us_bank_account"),
  allow_redisplay: optional(redisplay),
  billing_details: optional(billingDetails()),
  card: optional(
    hash({
      ...builtLater("networks"),
      exp_month: optional(integer(1)),
      exp_year: optional(integer(1)),
    }),
  ),
  metadata: metadata(),
} satisfies ParamsOf<Stripe.PaymentMethodUpdateParams>;

function update(call: Call, params: Values<typeof updateParams>): Method {
  const method = methodOf(call);
  const before = structuredClone(method);
  if (method.customer === null) {
    throw invalidRequest(
      "You must save this PaymentMethod to a customer before you can update it.",
      { code: "payment_method_not_available", param: "payment_method" },
    );
  }
  method.allow_redisplay = params.allow_redisplay ?? method.allow_redisplay ?? "unspecified";
  method.billing_details = billingDetailsOf(params.billing_details, method.billing_details);
  method.metadata = mergedMetadata(method.metadata ?? {}, params.metadata);
  if (method.card !== undefined) {
    method.card.exp_month = params.card?.exp_month ?? method.card.exp_month;
    method.card.exp_year = params.card?.exp_year ?? method.card.exp_year;
  }
  const previous = previousOf(before, method);
  emit(call.world, { type: "payment_method.updated", object: method, previous, cause: call.cause });
  return method;
}

const attachParams = {
  ...builtLater("customer_account"),
  customer: text(),
} satisfies ParamsOf<Stripe.PaymentMethodAttachParams>;

function attach(call: Call, { customer }: Values<typeof attachParams>): Method {
  const { world, cause } = call;
  customerNamed(world, customer, "param");
  const method = methodOf(call);
  if (method.type.endsWith("_present")) {
    throw invalidRequest("A PaymentMethod of type card_present cannot be attached to a Customer.", {
      code: "payment_method_unsupported_type",
      param: "payment_method",
    });
  }
  if (method.customer !== null) {
    throw invalidRequest(
      "The payment method you provided has already been attached to a customer.",
      {
        code: "resource_already_exists",
        param: "payment_method",
      },
    );
  }
  attachMethod(world, method, { customerId: customer, cause });
  return method;
}

function detach(call: Call): Method {
  const { world, cause } = call;
  const method = methodOf(call);
  if (method.customer === null) {
    throw invalidRequest(
      "The payment method you provided is not attached to a customer so detachment is impossible.",
      { param: "payment_method" },
    );
  }
  method.customer = null;
  emit(world, { type: "payment_method.detached", object: method, cause });
  return method;
}

const ofCustomerParams = {
  ...pageParams,
  allow_redisplay: optional(redisplay),
  type: optional(oneOf(["card", "card_present", "link", ...laterMethodTypes])),
};

const listParams = {
  ...ofCustomerParams,
  ...builtLater("customer_account"),
  customer: optional(text()),
} satisfies ParamsOf<Stripe.PaymentMethodListParams>;

/** Only what is attached to somebody: a payment method that was used once is not listed. */
function list({ world }: Call, params: Values<typeof listParams>): object {
  return pageFor(world, { page: params, url: path, customer: params.customer });
}

function listOfCustomer(call: Call, params: Values<typeof ofCustomerParams>): object {
  const { id } = customerNamed(call.world, call.ids[0] ?? "", "path");
  const url = `/v1/customers/${id}/payment_methods`;
  return pageFor(call.world, { page: params, url, customer: id });
}

type Listing = {
  page: Values<typeof ofCustomerParams>;
  url: string;
  customer: string | undefined;
};

function pageFor(world: World, { page, url, customer }: Listing): object {
  return pageOf({
    table: world.state.paymentMethods,
    url,
    what: "PaymentMethod",
    page,
    keep: (each) =>
      (customer === undefined ? each.customer !== null : each.customer === customer) &&
      (page.type ?? each.type) === each.type &&
      (page.allow_redisplay ?? each.allow_redisplay) === each.allow_redisplay,
  });
}

function methodOfCustomer(call: Call): Method {
  const { id } = customerNamed(call.world, call.ids[0] ?? "", "path");
  const methodId = call.ids[1] ?? "";
  const method = findRow(call.world.state.paymentMethods, methodId);
  if (method?.customer === id) return method;
  throw noSuch("PaymentMethod", methodId, { param: "payment_method", inPath: true });
}

const path = "/v1/payment_methods";
const one = `${path}/:id`;
const ofCustomer = "/v1/customers/:id/payment_methods";
const returns = "payment_method";

export const paymentMethodRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: methodOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({
    method: "POST",
    path: `${one}/attach`,
    params: attachParams,
    returns,
    handle: attach,
  }),
  endpoint({ method: "POST", path: `${one}/detach`, params: {}, returns, handle: detach }),
  endpoint({
    method: "GET",
    path: ofCustomer,
    params: ofCustomerParams,
    returns,
    isList: true,
    handle: listOfCustomer,
  }),
  endpoint({
    method: "GET",
    path: `${ofCustomer}/:method`,
    params: {},
    returns,
    handle: methodOfCustomer,
  }),
];
