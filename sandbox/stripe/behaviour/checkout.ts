import type Stripe from "stripe";
import { ApiError, invalidRequest } from "../api-error.ts";
import { schedule, unschedule } from "../clock/agenda.ts";
import { mergedMetadata } from "../params/metadata.ts";
import { newPaymentIntent } from "../rooms/new-payment-intent.ts";
import { idOf } from "../id-of.ts";
import { findRow, insertRow, rowOf, rowsOf } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { newDebitMethod, orderDebit } from "./bank-debit.ts";
import type { CardEntry } from "./card-methods.ts";
import { cardBehind, newCardMethod, refusal } from "./card-methods.ts";
import { completeSession, customerFor } from "./checkout-completion.ts";
import type { CheckoutSide } from "./checkout-side.ts";
import { amountDueNow } from "./checkout-side.ts";
import { confirmCard } from "./confirm-card.ts";
import { confirmSetup } from "./confirm-setup.ts";

type Session = Stripe.Checkout.Session;

/** What the customer typed in. */
export type PayForm = {
  readonly by: { readonly card: CardEntry } | { readonly iban: string };
  readonly email: string;
  readonly name: string;
};

export function planExpiry(world: World, session: Session): void {
  schedule(world, { atMs: session.expires_at * 1000, what: "expire-checkout", id: session.id });
}

/** Work of the clock: nobody came in time. */
export function expireLateSession(world: World, sessionId: string): void {
  const session = findRow(world.state.checkoutSessions, sessionId);
  if (session?.status === "open") expireSession(world, session, null);
}

/** Nobody can pay it any more; an intent that was begun is given up. */
export function expireSession(world: World, session: Session, cause: Cause | null): void {
  unschedule(world, "expire-checkout", session.id);
  session.status = "expired";
  session.url = null;
  const { intentId } = sideOf(world, session);
  const intent = intentId === null ? undefined : findRow(world.state.paymentIntents, intentId);
  if (intent !== undefined && intent.status !== "succeeded" && intent.status !== "canceled") {
    intent.status = "canceled";
    intent.canceled_at = nowSeconds(world);
    intent.cancellation_reason = "automatic";
    intent.next_action = null;
    emit(world, { type: "payment_intent.canceled", object: intent, cause });
  }
  emit(world, { type: "checkout.session.expired", object: session, cause });
}

export function sideOf(world: World, session: Session): CheckoutSide {
  const side = world.state.checkoutSides[session.id];
  if (side === undefined) throw new Error(`no side of ${session.id}`);
  return side;
}

/**
 * Somebody pressed the button. What goes wrong with the card is said on the page and leaves the
 * session open; a bank that wants to hear of the customer comes next.
 */
export function paySession(world: World, session: Session, form: PayForm): void {
  const side = sideOf(world, session);
  if (session.status !== "open") {
    throw invalidRequest(`This Checkout Session is ${session.status ?? "gone"}.`);
  }
  side.trouble = null;
  try {
    payWithMethod(world, session, methodOf(world, form));
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 402) throw error;
    side.trouble = error.message;
  }
}

function methodOf(world: World, form: PayForm): Stripe.PaymentMethod {
  const billing = billingOf(form);
  return "iban" in form.by
    ? newDebitMethod(world, form.by.iban, billing)
    : newCardMethod(world, form.by.card, { billing });
}

/** However somebody came to the payment method: this session is paid with it. */
export function payWithMethod(world: World, session: Session, method: Stripe.PaymentMethod): void {
  if (method.type === "sepa_debit") payByDebit(world, session, method);
  else if (session.mode === "setup") saveCard(world, session, method);
  else if (amountDueNow(session, sideOf(world, session)) > 0) pay(world, session, method);
  else startWithoutPayment(world, session, method);
}

function billingOf({ email, name }: PayForm): Stripe.PaymentMethod.BillingDetails {
  const blank = { address: null, phone: null, tax_id: null };
  return { ...blank, email: email === "" ? null : email, name: name === "" ? null : name };
}

function pay(world: World, session: Session, method: Stripe.PaymentMethod): void {
  const side = sideOf(world, session);
  if (session.mode === "subscription") session.customer ??= customerFor(world, session, method);
  const intent = intentFor(world, session);
  confirmCard(world, intent, {
    method,
    returnUrl: null,
    isOffSession: false,
    refusesAction: false,
    cause: null,
  });
  afterIntent(world, intent);
  side.trouble = intent.last_payment_error?.message ?? null;
}

/** The order is given, and the session is complete; whether the money comes is told later. */
function payByDebit(world: World, session: Session, method: Stripe.PaymentMethod): void {
  if (session.mode !== "payment" || !session.payment_method_types.includes("sepa_debit")) {
    throw invalidRequest("This Checkout Session takes no bank debits.");
  }
  const intent = intentFor(world, session);
  intent.payment_method_types = session.payment_method_types;
  orderDebit(world, intent, method);
  completeSession(world, session, { method, intent });
}

/** One intent for all attempts of a session. */
function intentFor(world: World, session: Session): Stripe.PaymentIntent {
  const side = sideOf(world, session);
  if (side.intentId !== null) return rowOf(world.state.paymentIntents, side.intentId);
  const { metadata, ...words } = side.intent;
  const isSubscription = session.mode === "subscription";
  const intent = newPaymentIntent(world, {
    ...given(words),
    amount: amountDueNow(session, side),
    currency: session.currency ?? "eur",
    allowed_payment_method_types: ["card"],
  });
  intent.metadata = mergedMetadata(metadata, undefined);
  intent.customer = session.customer;
  intent.shipping = words.shipping ?? null;
  if (isSubscription) intent.setup_future_usage = "off_session";
  else intent.setup_future_usage = words.setup_future_usage;
  insertRow(world.state.paymentIntents, intent);
  side.intentId = intent.id;
  if (!isSubscription) session.payment_intent = intent.id;
  emit(world, { type: "payment_intent.created", object: intent, cause: null });
  return intent;
}

function given(words: Omit<CheckoutSide["intent"], "metadata">) {
  return {
    capture_method: words.capture_method,
    description: words.description ?? undefined,
    receipt_email: words.receipt_email,
    statement_descriptor: words.statement_descriptor ?? undefined,
    statement_descriptor_suffix: words.statement_descriptor_suffix ?? undefined,
    transfer_group: words.transfer_group ?? undefined,
  };
}

/** A trial: the card is only looked at. */
function startWithoutPayment(world: World, session: Session, method: Stripe.PaymentMethod): void {
  const card = cardBehind(world, method);
  if (card?.isRefusedEarly === true && card.decline !== null) throw refusal(card.decline);
  session.customer ??= customerFor(world, session, method);
  completeSession(world, session, { method, intent: null });
}

function saveCard(world: World, session: Session, method: Stripe.PaymentMethod): void {
  const intent = rowOf(world.state.setupIntents, idOf(session.setup_intent));
  session.customer ??= customerFor(world, session, method);
  intent.customer = session.customer;
  confirmSetup(world, intent, { method, returnUrl: null, cause: null });
  afterSetup(world, intent);
  sideOf(world, session).trouble = intent.last_setup_error?.message ?? null;
}

/** An intent came to its end: the session that made it is through, if there is one. */
export function afterIntent(world: World, intent: Stripe.PaymentIntent): void {
  const isPaid = intent.status === "succeeded" || intent.status === "requires_capture";
  const session = openSession(world, (each) => sideOf(world, each).intentId === intent.id);
  if (session === undefined) return;
  sideOf(world, session).trouble = intent.last_payment_error?.message ?? null;
  if (!isPaid || typeof intent.payment_method !== "string") return;
  const method = rowOf(world.state.paymentMethods, intent.payment_method);
  completeSession(world, session, { method, intent });
}

export function afterSetup(world: World, intent: Stripe.SetupIntent): void {
  const session = openSession(world, (each) => each.setup_intent === intent.id);
  if (session === undefined) return;
  sideOf(world, session).trouble = intent.last_setup_error?.message ?? null;
  if (intent.status !== "succeeded" || typeof intent.payment_method !== "string") return;
  const method = rowOf(world.state.paymentMethods, intent.payment_method);
  completeSession(world, session, { method, intent: null });
}

function openSession(world: World, isMeant: (session: Session) => boolean): Session | undefined {
  return rowsOf(world.state.checkoutSessions).find(
    (each) => each.status === "open" && isMeant(each),
  );
}
