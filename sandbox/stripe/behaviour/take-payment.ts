import type Stripe from "stripe";
import { findRow } from "../table.ts";
import type { Cause, World } from "../world.ts";
import { addTip, authorise } from "./authorise.ts";
import type { Presentation } from "./card-present.ts";
import { fail, isUnheard, show, succeed } from "./end-action.ts";
import type { TestCard } from "./test-cards.ts";
import { declines } from "./test-cards.ts";

type Reader = Stripe.Terminal.Reader;
export type Taken = { presentation: Presentation; cause: Cause | null; intentId: string };

/** The reader goes to the bank with the card, and its action ends with the bank's word. */
export function takePayment(world: World, reader: Reader, taken: Taken): void {
  const { intentId, presentation } = taken;
  const isCardInserted = presentation.gesture === "insert";
  const intent = openIntent(world, reader, { intentId, isCardInserted });
  if (intent === null || reader.action === null) return;
  addTip(intent, presentation.tipMinor);
  if (isRetry(presentation)) refuseTap(world, reader, taken);
  const final = isRetry(presentation) ? inserted(presentation) : presentation;
  authorise(world, intent, { ...taken, presentation: forIntent(intent, final), reader });
  endWithBank(world, reader, { intent, isCardInserted: final.gesture === "insert" });
}

/** The bank has answered: the action ends with its word, if there still is a reader to say so. */
export function endWithBank(
  world: World,
  reader: Reader,
  { intent, isCardInserted }: { intent: Stripe.PaymentIntent; isCardInserted: boolean },
): void {
  const shown = { amount: intent.amount, currency: intent.currency, isCardInserted };
  if (isUnheard(world, reader, shown)) return;
  tellBank(world, reader, { error: intent.last_payment_error, shown });
}

type Shown = { amount: number; currency: string; isCardInserted: boolean };

/** The bank's word ends the action. */
function tellBank(
  world: World,
  reader: Reader,
  { error, shown }: { error: Stripe.PaymentIntent.LastPaymentError | null; shown: Shown },
): void {
  if (error !== null && reader.action !== null) {
    reader.action.api_error = structuredClone(error);
    fail(world, reader, { code: error.code ?? "card_declined", message: error.message ?? "" });
    show(world, reader, { kind: "declined", message: error.message ?? "Declined", ...shown });
    return;
  }
  succeed(world, reader);
  show(world, reader, { kind: "approved", message: "Approved", ...shown });
}

/** Null, and the action has failed, where the intent was canceled or paid elsewhere meanwhile. */
export function openIntent(
  world: World,
  reader: Reader,
  { intentId, isCardInserted }: { intentId: string; isCardInserted: boolean },
): Stripe.PaymentIntent | null {
  const intent = findRow(world.state.paymentIntents, intentId);
  if (intent === undefined) return null;
  const isConfirming = reader.action?.type === "confirm_payment_intent";
  if (intent.status === (isConfirming ? "requires_confirmation" : "requires_payment_method")) {
    return intent;
  }
  const message = `This PaymentIntent's status is ${intent.status}.`;
  fail(world, reader, { code: "intent_invalid_state", message });
  const { amount, currency } = intent;
  const shown = { amount, currency, isCardInserted };
  show(world, reader, { kind: "failed", message: "Payment no longer open", ...shown });
  return null;
}

/** The bank refuses the tap of such a card and wants the chip. */
export function isRetry({ card, gesture }: Presentation): boolean {
  return gesture === "tap" && card.verification.endsWith("-retry");
}

export function inserted(presentation: Presentation): Presentation {
  return { ...presentation, gesture: "insert" };
}

/** Books the refused tap: the intent has two charges in the end, and only the last one counts. */
export function refuseTap(world: World, reader: Reader, taken: Taken): void {
  const intent = findRow(world.state.paymentIntents, taken.intentId);
  if (intent === undefined) return;
  const { card } = taken.presentation;
  const isOffline = card.verification.startsWith("offline");
  const decline = isOffline ? declines.offlinePinRequired : declines.onlineOrOfflinePinRequired;
  const presentation = { ...taken.presentation, card: { ...card, decline } };
  authorise(world, intent, { ...taken, presentation, reader });
}

/** A network that cannot hold money is of no use where holding was demanded. */
function forIntent(intent: Stripe.PaymentIntent, presentation: Presentation): Presentation {
  const { card } = presentation;
  const preferred = intent.payment_method_options?.card_present?.capture_method;
  const mustHold = preferred === "manual" || (intent.capture_method === "manual" && !preferred);
  if (!card.isSingleMessage || !mustHold) return presentation;
  return { ...presentation, card: routedElsewhere(card) };
}

/** The other brand on the card carries the payment; a card without one is not supported. */
function routedElsewhere(card: TestCard): TestCard {
  const hasOther = card.brand !== card.network && card.type === "card_present";
  if (hasOther) return { ...card, network: card.brand, isSingleMessage: false };
  return { ...card, decline: card.decline ?? declines.cardNotSupported };
}
