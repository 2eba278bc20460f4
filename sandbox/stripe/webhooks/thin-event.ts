import type Stripe from "stripe";

/** Where the objects of v1 stand, by their `object`; the others are found by its plural. */
const paths: Readonly<Record<string, string>> = {
  "terminal.reader": "terminal/readers",
  "checkout.session": "checkout/sessions",
  dispute: "disputes",
  balance: "balance",
  "reporting.report_run": "reporting/report_runs",
  "radar.early_fraud_warning": "radar/early_fraud_warnings",
};

export type ThinEvent = {
  id: string;
  object: "v2.core.event";
  type: string;
  created: string;
  livemode: boolean;
  context: null;
  reason: { type: "request"; request: { id: string; idempotency_key: string } } | null;
  related_object: { id: string; type: string; url: string } | null;
};

/** A thin event names what changed, and leaves it to the receiver to read it. */
export function thinEvent(event: Stripe.EventBase): ThinEvent {
  const isV2 = event.type.startsWith("v2.");
  return {
    id: event.id,
    object: "v2.core.event",
    type: isV2 ? event.type : `v1.${event.type}`,
    created: new Date(event.created * 1000).toISOString(),
    livemode: event.livemode,
    context: null,
    reason: reasonOf(event.request),
    related_object: relatedObject(event.data.object),
  };
}

function reasonOf(request: Stripe.EventBase["request"]): ThinEvent["reason"] {
  if (request?.id == null) return null;
  const { id, idempotency_key: key } = request;
  return { type: "request", request: { id, idempotency_key: key ?? "" } };
}

function relatedObject(object: object): ThinEvent["related_object"] {
  const { id, object: type } = object as { id?: unknown; object?: unknown };
  if (typeof id !== "string" || typeof type !== "string") return null;
  if (type === "v2.core.event_destination") {
    return { id, type, url: `/v2/core/event_destinations/${id}` };
  }
  return { id, type, url: `/v1/${paths[type] ?? `${type.replaceAll(".", "/")}s`}/${id}` };
}
