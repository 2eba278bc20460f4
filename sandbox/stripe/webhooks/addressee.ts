import type Stripe from "stripe";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { thinEvent } from "./thin-event.ts";

export type Addressee = {
  /** Null for a CLI, which has a line of its own. */
  readonly url: string | null;
  readonly status: string;
  readonly payload: "snapshot" | "thin";
  /** What the event says it is written in; null: the account's own. */
  readonly apiVersion: string | null;
};

/** Who gets a delivery: an endpoint of v1, a destination of v2, or a CLI that listens. */
export function addresseeOf({ state }: World, id: string): Addressee | undefined {
  const endpoint = findRow(state.webhookEndpoints, id);
  if (endpoint !== undefined) {
    const { url, status, api_version: apiVersion } = endpoint;
    return { url, status, payload: "snapshot", apiVersion };
  }
  const session = findRow(state.cliSessions, id);
  if (session !== undefined) {
    const payload = session.isThin ? "thin" : "snapshot";
    return { url: null, status: "enabled", payload, apiVersion: null };
  }
  const destination = findRow(state.eventDestinations, id);
  if (destination === undefined) return undefined;
  const { event_payload: payload, status, webhook_endpoint: address } = destination;
  const apiVersion = destination.snapshot_api_version ?? null;
  return { url: address?.url ?? "", status, payload, apiVersion };
}

/** The ids of everyone who listens for events of this type now. */
export function listenersFor({ state }: World, type: string): string[] {
  const { cliSessions, eventDestinations, webhookEndpoints } = state;
  return [
    ...webhookEndpoints.order.filter((id) => isListening(webhookEndpoints.byId[id], type)),
    ...eventDestinations.order.filter((id) => {
      const destination = eventDestinations.byId[id];
      const isThin = destination?.event_payload === "thin";
      return isListening(destination, isThin ? `v1.${type}` : type);
    }),
    ...cliSessions.order,
  ];
}

/** Sent to whoever names it, and to nobody who asked for all (Stripe, Types of events). */
const NAMED_ONLY = "reporting.report_type.updated";

function isListening(
  who: { status: string; enabled_events: string[] } | undefined,
  type: string,
): boolean {
  if (who?.status !== "enabled") return false;
  const asksForAll = who.enabled_events.includes("*") && type !== NAMED_ONLY;
  return asksForAll || who.enabled_events.includes(type);
}

/** The event as it is posted, over several lines as Stripe does. */
export function payloadFor(
  event: Stripe.EventBase,
  { payload, apiVersion }: Pick<Addressee, "payload" | "apiVersion">,
): string {
  const versioned = apiVersion === null ? event : { ...event, api_version: apiVersion };
  return JSON.stringify(payload === "thin" ? thinEvent(event) : versioned, null, 2);
}
