import { invalidRequest } from "./api-error.ts";
import { lineItemList } from "./behaviour/checkout-side.ts";
import type { State } from "./state.ts";
import { findRow } from "./table.ts";

const MAX_DEPTH = 4;

/** Which fields of an object hold an id that can be opened, and what stands behind it. */
const expandable = {
  payment_intent: {
    latest_charge: "charge",
    payment_method: "payment_method",
    customer: "customer",
    review: "review",
  },
  charge: {
    balance_transaction: "balance_transaction",
    customer: "customer",
    failure_balance_transaction: "balance_transaction",
    payment_intent: "payment_intent",
    review: "review",
  },
  refund: {
    balance_transaction: "balance_transaction",
    charge: "charge",
    failure_balance_transaction: "balance_transaction",
    payment_intent: "payment_intent",
    payment_method: "payment_method",
  },
  "terminal.reader": {
    location: "terminal.location",
    "action.process_payment_intent.payment_intent": "payment_intent",
    "action.collect_payment_method.payment_intent": "payment_intent",
    "action.confirm_payment_intent.payment_intent": "payment_intent",
    "action.process_setup_intent.setup_intent": "setup_intent",
    "action.refund_payment.charge": "charge",
    "action.refund_payment.payment_intent": "payment_intent",
  },
  payment_method: { customer: "customer" },
  customer: { "invoice_settings.default_payment_method": "payment_method" },
  setup_intent: { customer: "customer", payment_method: "payment_method" },
  product: { default_price: "price" },
  price: { product: "product" },
  item: { "price.product": "product" },
  "checkout.session": {
    customer: "customer",
    invoice: "invoice",
    line_items: "item",
    "line_items.data.price.product": "product",
    payment_intent: "payment_intent",
    setup_intent: "setup_intent",
    subscription: "subscription",
  },
  subscription: {
    customer: "customer",
    default_payment_method: "payment_method",
    "items.data.price.product": "product",
    latest_invoice: "invoice",
  },
  invoice: {
    customer: "customer",
    default_payment_method: "payment_method",
    "parent.subscription_details.subscription": "subscription",
  },
  invoiceitem: { customer: "customer", invoice: "invoice" },
  line_item: {},
  balance: {},
  balance_transaction: { source: "source" },
  source: {
    balance_transaction: "balance_transaction",
    charge: "charge",
    customer: "customer",
    payment_intent: "payment_intent",
  },
  payout: {
    balance_transaction: "balance_transaction",
    failure_balance_transaction: "balance_transaction",
  },
  dispute: { charge: "charge", payment_intent: "payment_intent" },
  "radar.early_fraud_warning": { charge: "charge", payment_intent: "payment_intent" },
  review: { charge: "charge", payment_intent: "payment_intent" },
  file: {},
  "reporting.report_run": {},
  "reporting.report_type": {},
  "terminal.location": {},
  "terminal.configuration": {},
  "terminal.connection_token": {},
  account: {},
  event: {},
  webhook_endpoint: {},
  "v2.core.event_destination": {},
} as const satisfies Record<string, Readonly<Record<string, string>>>;

export type ObjectName = keyof typeof expandable;

const tableOf = {
  payment_intent: "paymentIntents",
  charge: "charges",
  payment_method: "paymentMethods",
  "terminal.location": "locations",
  balance_transaction: "balanceTransactions",
  dispute: "disputes",
  payout: "payouts",
  refund: "refunds",
  review: "reviews",
  customer: "customers",
  setup_intent: "setupIntents",
  product: "products",
  price: "prices",
  subscription: "subscriptions",
  invoice: "invoices",
} as const satisfies Partial<Record<ObjectName, keyof State>>;

/** A list that an object shows only when it is asked for; its items are there as they are. */
type Target = keyof typeof tableOf | "item" | "source";

/** The fields to open one after the other: `latest_charge.payment_intent` is two steps. */
export type Steps = readonly { field: string; to: Target }[];

/** Reads the `expand` parameter against what the endpoint answers, before anything is changed. */
export function stepsOf(path: string, returns: ObjectName, isList: boolean): Steps {
  const inside = isList ? path.replace(/^data\./, "") : path;
  if (isList && inside === path) throw cannotExpand(path);
  const steps: { field: string; to: Target }[] = [];
  let rest = inside;
  let name: ObjectName = returns;
  while (rest !== "") {
    const step = stepFrom(name, rest);
    if (step === undefined || steps.length >= MAX_DEPTH) throw cannotExpand(path);
    steps.push(step);
    rest = rest.slice(step.field.length + 1);
    name = step.to;
  }
  return steps;
}

function stepFrom(name: ObjectName, path: string) {
  return Object.entries(expandable[name])
    .map(([field, to]: [string, Target]) => ({ field, to }))
    .filter(({ field }) => path === field || path.startsWith(`${field}.`))
    .sort((a, b) => b.field.length - a.field.length)[0];
}

function cannotExpand(path: string): Error {
  return invalidRequest(`This property cannot be expanded (${path}).`, { param: "expand" });
}

/** Opens the field inside a copy that is on its way out; what is absent stays absent. */
export function expandInto(state: State, target: unknown, steps: Steps): void {
  const [step, ...rest] = steps;
  if (step === undefined) return;
  const fields = step.field.split(".");
  const last = fields.at(-1) ?? "";
  include(state, target, fields[0] ?? "");
  const holders = fields.slice(0, -1).reduce<unknown[]>(childrenOf, [target]);
  for (const holder of holders.filter(isObject)) {
    const value = holder[last];
    if (typeof value === "string" && step.to !== "item") {
      holder[last] = structuredClone(rowBehind(state, step.to, value)) ?? value;
    }
    expandInto(state, holder[last], rest);
  }
}

/** What moved money may be one of several kinds: its id tells which. */
const sources = { ch: "charge", py: "charge", re: "refund", dp: "dispute", po: "payout" } as const;

function rowBehind(state: State, to: Exclude<Target, "item">, id: string): unknown {
  if (to !== "source") return findRow<unknown>(state[tableOf[to]], id);
  const prefix = Object.entries(sources).find(([each]) => id.startsWith(`${each}_`));
  return prefix === undefined ? undefined : findRow<unknown>(state[tableOf[prefix[1]]], id);
}

/** A session's line items are kept beside it: Stripe shows them in it on demand only. */
function include(state: State, target: unknown, field: string): void {
  if (field !== "line_items" || !isObject(target) || typeof target["id"] !== "string") return;
  const side = state.checkoutSides[target["id"]];
  if (side !== undefined) target["line_items"] ??= lineItemList(target["id"], side.lineItems);
}

function childrenOf(parents: unknown[], field: string): unknown[] {
  return parents.flatMap((parent) => (isObject(parent) ? parent[field] : undefined));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
