import type Stripe from "stripe";
import { CURRENT_VERSION } from "../http/version.ts";
import { snapshot } from "../shared.ts";
import type { Pack } from "../shelf/pack.ts";
import { takeDown } from "../shelf/shelf.ts";
import { shelve } from "../shelf/shelves.ts";
import { walkShelf } from "../shelf/walk.ts";
import type { Cause, World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";
import { listenersFor } from "./addressee.ts";
import type { Delivery } from "./delivery.ts";

type Happening = {
  type: string;
  object: object;
  /** What an update changed, as it was before. */
  previous?: Record<string, unknown>;
  cause: Cause | null;
};

/**
 * Records that something happened, with the object as it is at this moment, and one delivery for
 * each endpoint that listens now. An endpoint that is disabled never hears of it.
 */
export function emit(
  world: World,
  happening: Happening & { type: Stripe.Event["type"] },
): Stripe.EventBase {
  return record(world, happening, listenersFor(world, happening.type));
}

/** Something that only one destination is to hear of. */
export function emitTo(world: World, endpointId: string, happening: Happening): Stripe.EventBase {
  return record(world, happening, [endpointId]);
}

function record(world: World, happening: Happening, listening: string[]): Stripe.EventBase {
  const { type, object, previous, cause } = happening;
  const event: Stripe.EventBase = {
    id: world.hush.isOn ? "" : newId(world, "evt_"),
    object: "event",
    api_version: CURRENT_VERSION,
    created: nowSeconds(world),
    data: {
      object: world.hush.isOn ? object : snapshot(object),
      ...(previous === undefined ? {} : { previous_attributes: previous }),
    },
    livemode: false,
    pending_webhooks: listening.length,
    request: cause === null ? null : { id: cause.requestId, idempotency_key: cause.idempotencyKey },
    // A ping of v2 is no event of v1's list, and travels like one.
    type: type as Stripe.EventBase["type"],
  };
  if (world.hush.isOn) return event;
  shelve(world, "events", event);
  listening.forEach((id) => queueDelivery(world, event, id));
  return event;
}

function queueDelivery(world: World, event: Stripe.EventBase, endpointId: string): void {
  const delivery = shelve(world, "deliveries", {
    id: newId(world, "whd_"),
    eventId: event.id,
    eventType: event.type,
    endpointId,
    madeAtMs: world.now(),
    state: "pending",
    attempts: [],
    nextAtMs: world.now(),
    isHeld: false,
  });
  world.outgoing.push(delivery.id);
}

/** Once more to one endpoint. A delivery that never arrived is taken up again, not doubled. */
export function resend(world: World, event: Stripe.EventBase, endpointId: string): void {
  const found = undelivered(world, event, endpointId);
  const open = found && takeDown(world.state.deliveries, found.id);
  if (open !== undefined) {
    open.state = "pending";
    world.outgoing.push(open.id);
    return;
  }
  const counted = takeDown(world.state.events, event.id) ?? event;
  counted.pending_webhooks += 1;
  queueDelivery(world, counted, endpointId);
}

function undelivered(
  { state }: World,
  event: Stripe.EventBase,
  endpointId: string,
): Delivery | undefined {
  const isWorthIt = ({ kinds, toMs }: Pack) =>
    kinds.has(event.type) && toMs >= event.created * 1000;
  for (const each of walkShelf(state.deliveries, { towards: "older", isWorthIt })) {
    const isIts = each.eventId === event.id && each.endpointId === endpointId;
    if (isIts && each.state !== "delivered") return each;
  }
  return undefined;
}
