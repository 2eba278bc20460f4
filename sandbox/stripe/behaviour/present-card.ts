import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { findRow } from "../table.ts";
import type { Cause, World } from "../world.ts";
import { emit } from "../webhooks/emit.ts";
import { authorise } from "./authorise.ts";
import type { Presentation } from "./card-present.ts";
import type { ReaderOutcome } from "./reader-side.ts";
import { logReader, sideOf } from "./reader-commands.ts";

/** The payment a reader waits for a card with. */
export function awaitedIntentId(reader: Stripe.Terminal.Reader): string | null {
  const { action } = reader;
  if (action?.status !== "in_progress" || action.type !== "process_payment_intent") return null;
  const intent = action.process_payment_intent?.payment_intent;
  return typeof intent === "string" ? intent : null;
}

/** Holds a card out to the reader. With an authorisation time, the outcome comes by itself later. */
export function presentCard(
  world: World,
  reader: Stripe.Terminal.Reader,
  shown: {
    presentation: Presentation;
    cause: Cause | null;
    /** How long the bank takes; the reader's own time when left out. */
    authorisationMs?: number | undefined;
  },
): void {
  const intentId = awaitedIntentId(reader);
  const side = sideOf(world, reader.id);
  if (intentId === null || side.isAuthorising || reader.status === "offline") {
    throw invalidRequest("The reader is not waiting for a payment method to be presented.");
  }
  const { presentation } = shown;
  const last4 = presentation.card.number.slice(-4);
  logReader(world, reader.id, { what: presentation.gesture, detail: `card ${last4}` });
  side.outcome = null;
  if (side.nextCard === "power-lost") {
    // The action stays in progress for ever: no event will tell of it.
    side.nextCard = null;
    reader.status = "offline";
    return;
  }
  const delayMs = shown.authorisationMs ?? side.authorisationMs;
  if (delayMs === 0) {
    finish(world, reader, { ...shown, intentId });
    return;
  }
  side.isAuthorising = true;
  world.later(delayMs, () => {
    side.isAuthorising = false;
    finish(world, reader, { ...shown, intentId });
  });
}

type Card = { presentation: Presentation; cause: Cause | null; intentId: string };

function finish(world: World, reader: Stripe.Terminal.Reader, card: Card): void {
  const intent = findRow(world.state.paymentIntents, card.intentId);
  const { action } = reader;
  if (action === null || intent === undefined) return;
  if (intent.status !== "requires_payment_method") {
    // The intent was canceled or paid elsewhere while the reader waited: no charge is made.
    const message = `This PaymentIntent's status is ${intent.status}.`;
    fail(world, reader, { code: "intent_invalid_state", message });
    show(world, reader, { kind: "failed", message: "Payment no longer open", intent, card });
    return;
  }
  authorise(world, intent, { ...card, reader });
  const side = sideOf(world, reader.id);
  if (side.nextCard === "answer-lost") {
    side.nextCard = null;
    fail(world, reader, { code: "connection_error", message: "Could not connect to Stripe." });
    show(world, reader, { kind: "failed", message: "No connection", intent, card });
    return;
  }
  const error = intent.last_payment_error;
  if (error !== null) {
    action.api_error = structuredClone(error);
    fail(world, reader, { code: error.code ?? "card_declined", message: error.message ?? "" });
    show(world, reader, { kind: "declined", message: error.message ?? "Declined", intent, card });
    return;
  }
  action.status = "succeeded";
  emit(world, { type: "terminal.reader.action_succeeded", object: reader, cause: null });
  show(world, reader, { kind: "approved", message: "Approved", intent, card });
}

/** The customer pressed the cross, where the command allowed it. */
export function cancelByCustomer(world: World, reader: Stripe.Terminal.Reader): void {
  const { action } = reader;
  const mayCancel =
    action?.process_payment_intent?.process_config?.enable_customer_cancellation === true;
  if (awaitedIntentId(reader) === null || !mayCancel || sideOf(world, reader.id).isAuthorising) {
    throw invalidRequest("There is nothing that the customer may cancel on this reader.");
  }
  logReader(world, reader.id, { what: "customer canceled", detail: "" });
  sideOf(world, reader.id).outcome = {
    atMs: world.now(),
    kind: "canceled",
    message: "Canceled",
    amount: 0,
    currency: "",
    isCardInserted: false,
  };
  fail(world, reader, {
    code: "customer_canceled",
    message: "This action could not be completed because the customer canceled it.",
  });
}

function fail(
  world: World,
  reader: Stripe.Terminal.Reader,
  why: { code: string; message: string },
): void {
  const { action } = reader;
  if (action === null) return;
  action.status = "failed";
  action.failure_code = why.code;
  action.failure_message = why.message;
  emit(world, { type: "terminal.reader.action_failed", object: reader, cause: null });
}

type Showing = {
  kind: ReaderOutcome["kind"];
  message: string;
  intent: Stripe.PaymentIntent;
  card: Card;
};

function show(world: World, reader: Stripe.Terminal.Reader, showing: Showing): void {
  const { kind, message, intent, card } = showing;
  sideOf(world, reader.id).outcome = {
    atMs: world.now(),
    kind,
    message,
    amount: intent.amount,
    currency: intent.currency,
    isCardInserted: card.presentation.gesture === "insert",
  };
}
