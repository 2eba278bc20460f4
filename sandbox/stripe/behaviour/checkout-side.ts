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
    shipping?: Stripe.PaymentIntent.Shipping | null;
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
  /** The intent that somebody has begun to pay, whether the session shows it or not. */
  intentId: string | null;
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

/** In a trial, what comes again is not paid for yet. */
export function amountDueNow(session: Stripe.Checkout.Session, side: CheckoutSide): number {
  if (session.mode !== "subscription" || side.subscription.trialDays === null) {
    return session.amount_total ?? 0;
  }
  return side.lineItems
    .filter((item) => item.price?.recurring === null)
    .reduce((sum, item) => sum + item.amount_total, 0);
}
