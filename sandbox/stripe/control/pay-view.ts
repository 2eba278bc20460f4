import type Stripe from "stripe";
import { noSuch } from "../api-error.ts";
import { sideOf } from "../behaviour/checkout.ts";
import { amountDueNow } from "../behaviour/checkout-side.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";

/** Everything the payable page draws. */
export type PayView = {
  id: string;
  shopName: string;
  mode: string;
  isEmbedded: boolean;
  step: "form" | "bank" | "done" | "expired";
  amount: number;
  /** What comes later: "12.00 each month", as parts. */
  rhythm: { amount: number; interval: string; count: number } | null;
  trialDays: number | null;
  currency: string;
  lines: { description: string; quantity: number; amount: number }[];
  email: string | null;
  /** A bank debit may be chosen instead of a card. */
  takesDebit: boolean;
  submit: string | null;
  trouble: string | null;
  /** The sandbox's own time: an expiry date is compared with it. */
  nowMs: number;
  cancelUrl: string | null;
  /** Where a customer who has paid is sent; null to stay. */
  returnTo: string | null;
};

type Session = Stripe.Checkout.Session;

export function payView(world: World, session: Session): PayView {
  const side = sideOf(world, session);
  const again = side.lineItems.filter((item) => item.price?.recurring);
  const rhythm = again[0]?.price?.recurring ?? null;
  return {
    id: session.id,
    shopName: shopName(world),
    mode: session.mode,
    isEmbedded: session.ui_mode === "embedded_page",
    step: stepOf(world, session),
    amount: amountDueNow(session, side),
    rhythm: rhythm && {
      amount: again.reduce((sum, item) => sum + item.amount_total, 0),
      interval: rhythm.interval,
      count: rhythm.interval_count,
    },
    trialDays: side.subscription.trialDays,
    currency: session.currency ?? world.state.account.default_currency ?? "eur",
    lines: side.lineItems.map((item) => ({
      description: item.description ?? "",
      quantity: item.quantity ?? 1,
      amount: item.amount_total,
    })),
    email: session.customer_email ?? emailOf(world, session),
    takesDebit: session.mode === "payment" && session.payment_method_types.includes("sepa_debit"),
    submit: session.submit_type,
    trouble: side.trouble,
    nowMs: world.now(),
    cancelUrl: withId(session.cancel_url, session),
    returnTo: returnUrlOf(session),
  };
}

function shopName({ state }: World): string {
  return state.account.business_profile?.name ?? "The shop";
}

function emailOf(world: World, { customer: id }: Session): string | null {
  const customer = typeof id === "string" ? findRow(world.state.customers, id) : undefined;
  return customer === undefined || customer.deleted === true ? null : customer.email;
}

function stepOf(world: World, session: Session): PayView["step"] {
  if (session.status === "complete") return "done";
  if (session.status !== "open") return "expired";
  const { intentId } = sideOf(world, session);
  const intent = intentId === null ? undefined : findRow(world.state.paymentIntents, intentId);
  const setupId = session.setup_intent;
  const setup =
    typeof setupId === "string" ? findRow(world.state.setupIntents, setupId) : undefined;
  return (intent ?? setup)?.status === "requires_action" ? "bank" : "form";
}

/** The placeholder stays in the API's answers; only the customer's browser sees the id. */
function withId(url: string | null | undefined, { id }: Session): string | null {
  return url?.replaceAll("{CHECKOUT_SESSION_ID}", id) ?? null;
}

function returnUrlOf(session: Session): string | null {
  if (session.ui_mode !== "embedded_page") return withId(session.success_url, session);
  // Cards never have to leave the page, so "if_required" stays on it like "never".
  return session.redirect_on_completion === "always" ? withId(session.return_url, session) : null;
}

export type BankView = {
  shopName: string;
  amount: number | null;
  currency: string;
  last4: string;
  isWaiting: boolean;
  isPaid: boolean;
  returnTo: string | null;
};

/** What the bank's page shows of an intent that waits for it. */
export function bankView(world: World, id: string): BankView {
  const payment = findRow(world.state.paymentIntents, id);
  const setup = findRow(world.state.setupIntents, id);
  const intent = payment ?? setup;
  if (intent === undefined) throw noSuch("intent", id, { param: "intent", inPath: true });
  return {
    shopName: shopName(world),
    amount: payment?.amount ?? null,
    currency: payment?.currency ?? "eur",
    last4: last4Of(world, intent),
    isWaiting: intent.status === "requires_action",
    isPaid: ["succeeded", "requires_capture"].includes(intent.status),
    returnTo: wayBack(intent),
  };
}

function last4Of(world: World, { payment_method: id }: Intent): string {
  const method = typeof id === "string" ? findRow(world.state.paymentMethods, id) : undefined;
  return method?.card?.last4 ?? "";
}

type Intent = Stripe.PaymentIntent | Stripe.SetupIntent;

function wayBack(intent: Intent): string | null {
  const url = intent.next_action?.redirect_to_url?.return_url;
  if (typeof url !== "string" || !URL.canParse(url)) return null;
  const back = new URL(url);
  const name = intent.object;
  back.searchParams.set(name, intent.id);
  back.searchParams.set(`${name}_client_secret`, intent.client_secret ?? "");
  back.searchParams.set("redirect_status", "pending");
  return back.href;
}
