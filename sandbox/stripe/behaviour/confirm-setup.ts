import type Stripe from "stripe";
import type { ApiError } from "../api-error.ts";
import { invalidRequest } from "../api-error.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { newId } from "../world.ts";
import { cardBehind, markSaved, refusal } from "./card-methods.ts";
import type { Confirmation } from "./confirm-card.ts";
import { authenticationFailure, nextAction } from "./confirm-card.ts";
import { blockedByRadar } from "./online-cards.ts";
import type { Decline } from "./test-cards.ts";

type How = Pick<Confirmation, "method" | "returnUrl" | "cause" | "isMoto">;

/** Readies a card for later payments: its bank may want to hear of its owner once. */
export function confirmSetup(world: World, intent: Stripe.SetupIntent, how: How): void {
  const { method, cause } = how;
  const card = cardBehind(world, method);
  if (card === undefined) {
    throw invalidRequest("A PaymentMethod of type card_present can only be used by a reader.", {
      code: "setup_intent_unexpected_state",
      param: "payment_method",
    });
  }
  intent.payment_method = method.id;
  intent.last_setup_error = null;
  intent.next_action = null;
  intent.latest_attempt = newId(world, "setatt_1");
  const decline = card.risk === "blocked" ? blockedByRadar : card.decline;
  if (card.threeDs !== "supported" && how.isMoto !== true) {
    intent.status = "requires_action";
    intent.next_action = nextAction(world, intent.id, how.returnUrl);
    emit(world, { type: "setup_intent.requires_action", object: intent, cause });
  } else if (decline !== null && card.isRefusedEarly) {
    fail(world, intent, { error: { ...setupError(decline), payment_method: method }, cause });
  } else {
    succeed(world, intent, { method, cause });
  }
}

type Setup = { method: Stripe.PaymentMethod; cause: Cause | null };

function succeed(world: World, intent: Stripe.SetupIntent, { method, cause }: Setup): void {
  intent.status = "succeeded";
  intent.next_action = null;
  markSaved(world, method);
  if (typeof intent.customer === "string" && method.customer === null) {
    method.customer = intent.customer;
    emit(world, { type: "payment_method.attached", object: method, cause });
  }
  emit(world, { type: "setup_intent.succeeded", object: intent, cause });
}

function fail(
  world: World,
  intent: Stripe.SetupIntent,
  { error, cause }: { error: Stripe.SetupIntent.LastSetupError; cause: Cause | null },
): void {
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.next_action = null;
  intent.last_setup_error = error;
  emit(world, { type: "setup_intent.setup_failed", object: intent, cause });
}

function setupError(decline: Decline): Stripe.SetupIntent.LastSetupError {
  return {
    advice_code: decline.adviceCode,
    code: decline.code,
    ...(decline.code === "card_declined" ? { decline_code: decline.declineCode } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${decline.code.replaceAll("_", "-")}`,
    message: decline.message,
    network_decline_code: decline.networkCode,
    type: "card_error",
  };
}

/** What the bank's page ends with. */
export function finishSetup(
  world: World,
  intent: Stripe.SetupIntent,
  isAuthenticated: boolean,
): void {
  const id = intent.payment_method;
  const method = typeof id === "string" ? findRow(world.state.paymentMethods, id) : undefined;
  if (intent.status !== "requires_action" || method === undefined) {
    throw invalidRequest(`This SetupIntent is not waiting for its bank (${intent.status}).`);
  }
  if (isAuthenticated) {
    succeed(world, intent, { method, cause: null });
    return;
  }
  const error = authenticationFailure("setup_intent", method);
  fail(world, intent, { error, cause: null });
}

/** The no that a request ends with when the card was refused. */
export function setupDeclined(intent: Stripe.SetupIntent): ApiError | undefined {
  const error = intent.last_setup_error;
  if (intent.status !== "requires_payment_method" || error === null) return undefined;
  const decline = {
    code: error.code as Decline["code"],
    declineCode: error.decline_code ?? "",
    message: error.message ?? "",
    adviceCode: error.advice_code as Decline["adviceCode"],
    networkCode: error.network_decline_code ?? "",
  };
  return refusal(decline, {
    payment_method: structuredClone(error.payment_method),
    setup_intent: structuredClone(intent),
  });
}
