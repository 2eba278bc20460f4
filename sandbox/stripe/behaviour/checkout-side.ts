import type Stripe from "stripe";
import type { Wire } from "../wire.ts";

export type LineItem = Wire<Stripe.LineItem>;

/** What a checkout session does not show of itself. */
export type CheckoutSide = {
  lineItems: LineItem[];
  /** What the intent is to be made with, once somebody pays. */
  intent: {
    capture_method: "automatic" | "automatic_async" | "manual";
    description: string | null;
    metadata: Record<string, string>;
    receipt_email: string | null;
    setup_future_usage: "off_session" | "on_session" | null;
    statement_descriptor: string | null;
    statement_descriptor_suffix: string | null;
    transfer_group: string | null;
  };
  subscription: {
    description: string | null;
    metadata: Record<string, string>;
    trialDays: number | null;
  };
  /** The last thing that went wrong on the page, in the customer's words. */
  trouble: string | null;
};

/** At most as many items as fit into the object itself; the sub-list has pages. */
const SHOWN = 10;

export function lineItemList(sessionId: string, items: LineItem[]): Stripe.ApiList<LineItem> {
  return {
    object: "list",
    data: structuredClone(items.slice(0, SHOWN)),
    has_more: items.length > SHOWN,
    url: `/v1/checkout/sessions/${sessionId}/line_items`,
  };
}
