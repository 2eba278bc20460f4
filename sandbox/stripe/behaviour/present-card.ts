import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { Cause, World } from "../world.ts";
import { askBank } from "./ask-bank.ts";
import { cardForAmount } from "./amount-endings.ts";
import { awaitedIntentId, awaitedType, mayCustomerCancel, wantsTypedCard } from "./awaited.ts";
import type { Presentation } from "./card-present.ts";
import { collectCard } from "./collect-card.ts";
import { fail, show } from "./end-action.ts";
import { logReader, sideOf } from "./reader-commands.ts";
import { refundOnReader } from "./refund-on-reader.ts";
import { saveCard } from "./save-card.ts";
import { inserted, isRetry, openIntent, refuseTap, takePayment } from "./take-payment.ts";
import { declines } from "./test-cards.ts";
import { findRow } from "../table.ts";

type Reader = Stripe.Terminal.Reader;

type Shown = {
  readonly presentation: Presentation;
  readonly cause: Cause | null;
  /** How long the bank takes; the reader's own time when left out. */
  readonly authorisationMs?: number | undefined;
  /** A person stands there: the reader asks for the chip and the PIN, one step after the other. */
  readonly isByHand?: boolean | undefined;
  /** Whether the last two digits of the amount decide, as with Stripe's test cards. */
  readonly doesAmountDecide?: boolean | undefined;
};

/** Holds a card out to the reader. With an authorisation time, the outcome comes by itself later. */
export function presentCard(world: World, reader: Reader, shown: Shown): void {
  const side = sideOf(world, reader.id);
  if (!isWaitingForCard(world, reader)) {
    throw invalidRequest("The reader is not waiting for a payment method to be presented.");
  }
  const presentation = seenBy(world, reader, shown);
  const last4 = presentation.card.number.slice(-4);
  logReader(world, reader.id, { what: presentation.gesture, detail: `card ${last4}` });
  side.outcome = null;
  side.prompt = null;
  if (side.nextCard === "power-lost") {
    // The action stays in progress for ever: no event will tell of it.
    side.nextCard = null;
    reader.status = "offline";
    return;
  }
  if (shown.isByHand === true && wantsPin(presentation)) {
    side.prompt = { kind: "pin", presentation };
    return;
  }
  const seen = { ...shown, presentation };
  askBank(world, reader, {
    delayMs: shown.authorisationMs,
    then: () => finish(world, reader, seen),
  });
}

function isWaitingForCard(world: World, reader: Reader): boolean {
  const { prompt, isAuthorising } = sideOf(world, reader.id);
  const type = awaitedType(reader);
  const isCardAsked = type !== null && type !== "collect_inputs" && !wantsTypedCard(reader);
  return isCardAsked && prompt?.kind !== "pin" && !isAuthorising && reader.status !== "offline";
}

/** The tip that was chosen on the glass comes along, and the amount may have its say. */
function seenBy(world: World, reader: Reader, shown: Shown): Presentation {
  const side = sideOf(world, reader.id);
  const presentation = {
    ...shown.presentation,
    tipMinor: shown.presentation.tipMinor || (side.tipMinor ?? 0),
  };
  const intent = findRow(world.state.paymentIntents, awaitedIntentId(reader) ?? "");
  if (intent === undefined || shown.doesAmountDecide !== true) return presentation;
  const before = intent.amount_details?.tip?.amount ?? 0;
  const tip = presentation.tipMinor === 0 ? 0 : presentation.tipMinor - before;
  return { ...presentation, card: cardForAmount(presentation.card, intent.amount + tip) };
}

/** A stripe has no PIN here, and a tap that will be refused is refused before the PIN. */
function wantsPin(presentation: Presentation): boolean {
  const { card, gesture } = presentation;
  return card.verification !== "none" && gesture !== "swipe" && !isRetry(presentation);
}

/** Test cards with an offline PIN know one; online, any will do. */
const OFFLINE_PIN = "1234";

/** The customer typed a PIN. */
export function enterPin(
  world: World,
  reader: Reader,
  entry: { pin: string; authorisationMs?: number | undefined },
): void {
  const side = sideOf(world, reader.id);
  if (side.prompt?.kind !== "pin" || side.isAuthorising) {
    throw invalidRequest("The reader does not ask for a PIN.");
  }
  const { presentation } = side.prompt;
  side.prompt = null;
  logReader(world, reader.id, { what: "pin", detail: "•".repeat(entry.pin.length) });
  const isOffline = presentation.card.verification.startsWith("offline");
  const isWrong = isOffline && entry.pin !== OFFLINE_PIN;
  const decline = isWrong ? declines.incorrectPin : presentation.card.decline;
  const verified = { ...presentation, card: { ...presentation.card, decline } };
  const shown = { presentation: verified, cause: null };
  askBank(world, reader, {
    delayMs: entry.authorisationMs,
    then: () => finish(world, reader, shown),
  });
}

function finish(world: World, reader: Reader, shown: Shown): void {
  const { presentation, cause } = shown;
  const type = awaitedType(reader);
  const intentId = awaitedIntentId(reader);
  if (type === "process_setup_intent") saveCard(world, reader, { presentation, cause });
  if (type === "refund_payment") refundOnReader(world, reader, { presentation, cause });
  if (intentId === null) return;
  const taken = { presentation, cause, intentId };
  if (type === "collect_payment_method") collectCard(world, reader, taken);
  else if (shown.isByHand === true && isRetry(presentation)) askForChip(world, reader, taken);
  else takePayment(world, reader, taken);
}

/** The bank refused the tap; the same payment goes on with the chip. */
function askForChip(world: World, reader: Reader, taken: Parameters<typeof refuseTap>[2]): void {
  const { intentId } = taken;
  if (openIntent(world, reader, { intentId, isCardInserted: false }) === null) return;
  refuseTap(world, reader, taken);
  sideOf(world, reader.id).prompt = { kind: "insert", presentation: inserted(taken.presentation) };
}

/** The customer pressed the cross, where the command allowed it. */
export function cancelByCustomer(world: World, reader: Reader): void {
  const side = sideOf(world, reader.id);
  if (awaitedType(reader) === null || !mayCustomerCancel(reader) || side.isAuthorising) {
    throw invalidRequest("There is nothing that the customer may cancel on this reader.");
  }
  logReader(world, reader.id, { what: "customer canceled", detail: "" });
  side.prompt = null;
  show(world, reader, { kind: "canceled", message: "Canceled" });
  fail(world, reader, {
    code: "customer_canceled",
    message: "This action could not be completed because the customer canceled it.",
  });
}
