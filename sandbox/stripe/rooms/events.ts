import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { isMatch } from "../faults.ts";
import { createdRange, pageOf, pageParams } from "../params/page-of.ts";
import type { Values } from "../params/param.ts";
import { flag, listOf, missing, optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { findOnShelf } from "../shelf/shelf.ts";
import { shelfFacts } from "../shelf/shelves.ts";
import { addresseeOf } from "../webhooks/addressee.ts";
import { resend } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";

/** In Unix seconds: Stripe shows the events of thirty days. */
function oldestShown(world: World): number {
  return nowSeconds(world) - shelfFacts.events.keepMs / 1000;
}

function eventOf({ world, ids }: Call): Stripe.EventBase {
  const id = ids[0] ?? "";
  const event = findOnShelf(world.state.events, id);
  if (event !== undefined && event.created >= oldestShown(world)) return event;
  throw noSuch("event", id, { param: "id", inPath: true });
}

const listParams = {
  ...pageParams,
  created: createdRange(),
  delivery_success: optional(flag()),
  type: optional(text()),
  types: optional(listOf(text(), 20)),
};

/** The events of the last thirty days. `type` may end in `.*`. */
function list({ world }: Call, params: Values<typeof listParams>): object {
  const { type, types, delivery_success: isDelivered } = params;
  if (type !== undefined && types !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: type, types.", {
      code: "parameters_exclusive",
      param: "types",
    });
  }
  const oldest = oldestShown(world);
  return pageOf({
    table: world.state.events,
    url: "/v1/events",
    what: "event",
    page: params,
    isWorthIt: ({ fromMs, toMs, kinds }) =>
      params.created.isNear(fromMs, toMs) &&
      (type === undefined || [...kinds].some((kind) => isMatch(type, kind))) &&
      (types === undefined || types.some((each) => kinds.has(each))),
    keep: (event) =>
      event.created >= oldest &&
      params.created.isInside(event.created) &&
      (type === undefined || isMatch(type, event.type)) &&
      (types === undefined || types.includes(event.type)) &&
      (isDelivered === undefined || (event.pending_webhooks === 0) === isDelivered),
  });
}

const retryParams = {
  account: optional(text()),
  for_stripecli: optional(flag()),
  webhook_endpoint: optional(text()),
};

/** Sends an event once more to one endpoint, or to every CLI: `stripe events resend` calls this. */
function retry(call: Call, params: Values<typeof retryParams>): Stripe.EventBase {
  const { world } = call;
  const event = eventOf(call);
  for (const id of addressees(world, params)) resend(world, event, id);
  return event;
}

function addressees(world: World, params: Values<typeof retryParams>): readonly string[] {
  const { for_stripecli: isForCli, webhook_endpoint: id } = params;
  if (id === undefined) {
    if (isForCli === true) return world.state.cliSessions.order;
    throw missing("webhook_endpoint");
  }
  if (addresseeOf(world, id) !== undefined) return [id];
  throw noSuch("webhook endpoint", id, { param: "webhook_endpoint", inPath: false });
}

const path = "/v1/events";
const returns = "event";

export const eventRoutes: readonly Route[] = [
  endpoint({ method: "GET", path, params: listParams, returns, isList: true, handle: list }),
  endpoint({ method: "GET", path: `${path}/:id`, params: {}, returns, handle: eventOf }),
  endpoint({
    method: "POST",
    path: `${path}/:id/retry`,
    params: retryParams,
    returns,
    handle: retry,
  }),
];
