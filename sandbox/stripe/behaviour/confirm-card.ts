import type Stripe from "stripe";
import type { ApiError } from "../api-error.ts";
import { invalidRequest } from "../api-error.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { scramble } from "../world.ts";
import { settleCharge } from "./authorise.ts";
import { newCardCharge } from "./card-charge.ts";
import { cardBehind, markSaved, refusal } from "./card-methods.ts";
import { latestCharge } from "./expire-holds.ts";
import type { OnlineCard } from "./online-cards.ts";
import { blockedByRadar } from "./online-cards.ts";
import type { Decline } from "./test-cards.ts";

export type Confirmation = {
  readonly method: Stripe.PaymentMethod;
  readonly returnUrl: string | null;
  /** The customer is not there to be asked by the bank. */
  readonly isOffSession: boolean;
  /** Whoever asks wants a decline rather than a step that the customer has to take. */
  readonly refusesAction: boolean;
  /** By mail or telephone: nobody is there whom the bank could ask. */
  readonly isMoto?: boolean;
  readonly cause: Cause | null;
};

const authenticationRequired: Decline = {
  code: "authentication_required",
  declineCode: "authentication_required",
  message: "Your card was declined. This transaction requires authentication.",
  adviceCode: "try_again_later",
  networkCode: "1A",
};

/** Pays with a card that nobody holds to a reader: at once, or after the bank has asked. */
export function confirmCard(world: World, intent: Stripe.PaymentIntent, how: Confirmation): void {
  const { method } = how;
  const card = cardBehind(world, method);
  if (card === undefined) {
    throw invalidRequest(
      "A PaymentMethod of type card_present can only be used by a Terminal reader.",
      { code: "payment_intent_incompatible_payment_method", param: "payment_method" },
    );
  }
  intent.payment_method = method.id;
  intent.last_payment_error = null;
  intent.next_action = null;
  if (how.isMoto === true || card.risk === "blocked" || !needsCustomer(world, card, method)) {
    charge(world, intent, { ...how, isAuthenticated: false, unasked: null });
  } else if (how.isOffSession || how.refusesAction) {
    charge(world, intent, { ...how, isAuthenticated: false, unasked: authenticationRequired });
  } else {
    intent.status = "requires_action";
    intent.next_action = nextAction(world, intent.id, how.returnUrl);
    emit(world, { type: "payment_intent.requires_action", object: intent, cause: how.cause });
  }
}

/** A card that was saved with its owner's proof needs none later, if its bank is content. */
export function needsCustomer(
  world: World,
  card: OnlineCard,
  method: Stripe.PaymentMethod,
): boolean {
  if (card.threeDs === "supported") return false;
  return card.threeDs === "always" || world.state.cards[method.id]?.isSaved !== true;
}

/** Where its owner answers the bank. */
export function bankPage(world: World, intentId: string): string {
  return `${world.home.url}/c/3ds/${intentId}`;
}

export function nextAction(world: World, intentId: string, returnUrl: string | null) {
  const url = bankPage(world, intentId);
  if (returnUrl !== null) {
    return {
      type: "redirect_to_url",
      redirect_to_url: { return_url: returnUrl, url },
    };
  }
  const source = `payatt_3${scramble(`3ds/${intentId}`, 22)}`;
  return {
    type: "use_stripe_sdk",
    use_stripe_sdk: { type: "three_d_secure_redirect", source, stripe_js: url },
  };
}

type Attempt = {
  readonly method: Stripe.PaymentMethod;
  readonly cause: Cause | null;
  readonly isAuthenticated: boolean;
  readonly isMoto?: boolean;
  /** Why the bank says no before it looks at the card. */
  readonly unasked: Decline | null;
};

function charge(world: World, intent: Stripe.PaymentIntent, attempt: Attempt): void {
  const { method, cause, isAuthenticated } = attempt;
  const card = cardBehind(world, method);
  if (card === undefined) throw new Error(`no card behind ${method.id}`);
  const decline = card.risk === "blocked" ? blockedByRadar : (attempt.unasked ?? card.decline);
  const isMoto = attempt.isMoto === true;
  const made = newCardCharge(world, intent, { method, card, decline, isAuthenticated, isMoto });
  intent.next_action = null;
  settleCharge(world, intent, { charge: made, method, decline, cause });
  if (decline === null) keepForLater(world, intent, { method, cause });
}

/** With `setup_future_usage`, the card that paid stays with the customer. */
function keepForLater(
  world: World,
  intent: Stripe.PaymentIntent,
  { method, cause }: Pick<Attempt, "method" | "cause">,
): void {
  if (intent.setup_future_usage === null || typeof intent.customer !== "string") return;
  markSaved(world, method);
  if (method.customer !== null) return;
  method.customer = intent.customer;
  emit(world, { type: "payment_method.attached", object: method, cause });
}

/** What the bank's page ends with. Without the proof there is no charge at all. */
export function finishAuthentication(
  world: World,
  intent: Stripe.PaymentIntent,
  isAuthenticated: boolean,
): void {
  const method = methodBehind(world, intent);
  if (intent.status !== "requires_action" || method === undefined) {
    throw invalidRequest(`This payment is not waiting for its bank (${intent.status}).`);
  }
  if (isAuthenticated) {
    charge(world, intent, { method, cause: null, isAuthenticated, unasked: null });
    return;
  }
  intent.status = "requires_payment_method";
  intent.next_action = null;
  intent.payment_method = null;
  intent.last_payment_error = authenticationFailure("payment_intent", method);
  emit(world, { type: "payment_intent.payment_failed", object: intent, cause: null });
}

export function authenticationFailure(
  kind: "payment_intent" | "setup_intent",
  method: Stripe.PaymentMethod,
) {
  const code = `${kind}_authentication_failure` as const;
  return {
    code,
    doc_url: `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`,
    message:
      "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
    payment_method: method,
    type: "invalid_request_error" as const,
  };
}

function methodBehind(
  world: World,
  intent: Stripe.PaymentIntent,
): Stripe.PaymentMethod | undefined {
  const id = intent.payment_method;
  return typeof id === "string" ? findRow(world.state.paymentMethods, id) : undefined;
}

/** The no that a request ends with when its card was declined; undefined when it was not. */
export function declinedError(world: World, intent: Stripe.PaymentIntent): ApiError | undefined {
  const error = intent.last_payment_error;
  if (intent.status !== "requires_payment_method" || error === null) return undefined;
  const decline = {
    code: error.code as Decline["code"],
    declineCode: error.decline_code ?? "",
    message: error.message ?? "",
    adviceCode: error.advice_code as Decline["adviceCode"],
    networkCode: error.network_decline_code ?? "",
  };
  return refusal(decline, {
    charge: latestCharge(world, intent)?.id,
    payment_intent: structuredClone(intent),
    payment_method: structuredClone(error.payment_method),
  });
}
