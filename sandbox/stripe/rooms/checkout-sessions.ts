import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { expireSession, planExpiry } from "../behaviour/checkout.ts";
import type { LineItem } from "../behaviour/checkout-side.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { isLike } from "../params/is-like.ts";
import { mergedMetadata } from "../params/metadata.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { hash, oneOf, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { emptyTable, findRow, insertRow } from "../table.ts";
import { createParams, updateParams } from "./checkout-params.ts";
import { lineItemsFor } from "./checkout-line-items.ts";
import { customerNamed } from "./customers.ts";
import type { CreateValues } from "./new-checkout-session.ts";
import { newSession, newSide } from "./new-checkout-session.ts";
import { newSetupIntent } from "./setup-intents.ts";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";

type Session = Stripe.Checkout.Session;

/** Where each mode's own parameters belong. */
const belongings = [
  ["payment_intent_data", "payment"],
  ["subscription_data", "subscription"],
  ["setup_intent_data", "setup"],
] as const;

function create({ world }: Call, params: CreateValues): Session {
  for (const [name, mode] of belongings) {
    if (params[name] === undefined || params.mode === mode) continue;
    throw invalidRequest(`You can not pass \`${name}\` in \`${params.mode ?? "payment"}\` mode.`, {
      param: name,
    });
  }
  if (params.customer !== undefined) customerNamed(world, params.customer, "param");
  if (params.customer !== undefined && params.customer_email !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: customer, customer_email.",
      { code: "parameters_exclusive", param: "customer_email" },
    );
  }
  const lineItems = lineItemsFor(world, params);
  const session = newSession(world, params, lineItems);
  world.state.checkoutSides[session.id] = newSide(params, lineItems);
  if (session.mode === "setup") {
    session.setup_intent = makeSetupIntent(world, params).id;
  }
  planExpiry(world, session);
  return insertRow(world.state.checkoutSessions, session);
}

function makeSetupIntent(world: World, params: CreateValues): Stripe.SetupIntent {
  const intent = newSetupIntent(world, { ...params.setup_intent_data });
  intent.customer = params.customer ?? null;
  insertRow(world.state.setupIntents, intent);
  emit(world, { type: "setup_intent.created", object: intent, cause: null });
  return intent;
}

function sessionOf({ world, ids }: Call): Session {
  const id = ids[0] ?? "";
  const session = findRow(world.state.checkoutSessions, id);
  if (session !== undefined) return session;
  throw noSuch("checkout.session", id, { param: "session", inPath: true });
}

function update(call: Call, params: Values<typeof updateParams>): Session {
  const session = sessionOf(call);
  session.metadata = mergedMetadata(session.metadata ?? {}, params.metadata);
  return session;
}

function expire(call: Call): Session {
  const session = sessionOf(call);
  if (session.status !== "open") {
    throw invalidRequest(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of ${session.status ?? "none"}.`,
    );
  }
  expireSession(call.world, session, call.cause);
  return session;
}

const listParams = {
  ...pageParams,
  ...builtLater("customer_account", "payment_link"),
  created: createdRange(),
  customer: optional(text()),
  customer_details: optional(hash({ email: text(800) })),
  payment_intent: optional(text()),
  status: optional(oneOf(["complete", "expired", "open"])),
  subscription: optional(text()),
} satisfies ParamsOf<Stripe.Checkout.SessionListParams>;

function list({ world }: Call, params: Values<typeof listParams>): object {
  const { customer, payment_intent, status, subscription } = params;
  const email = params.customer_details?.email;
  return pageOf({
    table: world.state.checkoutSessions,
    url: path,
    what: "checkout.session",
    page: params,
    keep: (each) =>
      params.created.isInside(each.created) &&
      isLike(each, { customer, payment_intent, status, subscription }) &&
      (email ?? each.customer_details?.email) === each.customer_details?.email,
  });
}

/** Oldest first, unlike other lists: the order of the receipt. */
function listItems(call: Call, params: Values<typeof pageParams>): object {
  const session = sessionOf(call);
  const table = emptyTable<LineItem>();
  const items = call.world.state.checkoutSides[session.id]?.lineItems ?? [];
  items.toReversed().forEach((item) => insertRow(table, item));
  const url = `${path}/${session.id}/line_items`;
  return pageOf({ table, url, what: "item", page: params, keep: () => true });
}

const path = "/v1/checkout/sessions";
const one = `${path}/:id`;
const returns = "checkout.session";

export const checkoutRoutes: readonly Route[] = [
  endpoint({ method: "POST", path, params: createParams, returns, handle: create }),
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: one, params: {}, returns, handle: sessionOf }),
  endpoint({ method: "POST", path: one, params: updateParams, returns, handle: update }),
  endpoint({ method: "POST", path: `${one}/expire`, params: {}, returns, handle: expire }),
  endpoint({
    method: "GET",
    path: `${one}/line_items`,
    params: pageParams,
    returns: "item",
    isList: true,
    handle: listItems,
  }),
];
