import type Stripe from "stripe";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { thinEvent } from "./thin-event.ts";

export type Addressee = {
  readonly url: string;
  readonly status: string;
  readonly payload: "snapshot" | "thin";
};

/** Who gets a delivery: an endpoint of v1, or a destination of v2. */
export function addresseeOf({ state }: World, id: string): Addressee | undefined {
  const endpoint = findRow(state.webhookEndpoints, id);
  if (endpoint !== undefined) return { ...endpoint, payload: "snapshot" };
  const destination = findRow(state.eventDestinations, id);
  if (destination === undefined) return undefined;
  const { event_payload: payload, status, webhook_endpoint: address } = destination;
  return { url: address?.url ?? "", status, payload };
}

/** The event as it is posted, over several lines as Stripe does. */
export function payloadFor(event: Stripe.EventBase, payload: Addressee["payload"]): string {
  return JSON.stringify(payload === "thin" ? thinEvent(event) : event, null, 2);
}
