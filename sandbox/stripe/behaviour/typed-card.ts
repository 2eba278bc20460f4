import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { Cause, World } from "../world.ts";
import { askBank } from "./ask-bank.ts";
import { awaitedIntentId, awaitedType, wantsTypedCard } from "./awaited.ts";
import type { CardEntry } from "./card-methods.ts";
import { newCardMethod } from "./card-methods.ts";
import { confirmCard } from "./confirm-card.ts";
import { confirmSetup } from "./confirm-setup.ts";
import { fail, isUnheard, show, succeed } from "./end-action.ts";
import { logReader, sideOf } from "./reader-commands.ts";
import { openSetup } from "./save-card.ts";
import { endWithBank, openIntent } from "./take-payment.ts";

type Reader = Stripe.Terminal.Reader;

type Typed = {
  readonly entry: CardEntry;
  readonly cause: Cause | null;
  /** How long the bank takes; the reader's own time when left out. */
  readonly authorisationMs?: number | undefined;
};

/** What goes with a card that nobody holds to the reader: no way back to a page, no question. */
const byTelephone = {
  returnUrl: null,
  isOffSession: false,
  refusesAction: false,
  isMoto: true,
} as const;

/**
 * The details of a card are typed in on the glass, for an order by mail or telephone. A number that
 * is none is refused at once, and the reader goes on waiting.
 */
export function typeCard(world: World, reader: Reader, typed: Typed): void {
  const side = sideOf(world, reader.id);
  const isWaiting = awaitedType(reader) !== null && wantsTypedCard(reader);
  if (!isWaiting || side.isAuthorising || reader.status === "offline") {
    throw invalidRequest("The reader is not waiting for card details to be typed in.");
  }
  const method = newCardMethod(world, typed.entry, { cause: typed.cause });
  logReader(world, reader.id, { what: "typed", detail: `card ${typed.entry.number.slice(-4)}` });
  side.outcome = null;
  if (side.nextCard === "power-lost") {
    // The action stays in progress for ever: no event will tell of it.
    side.nextCard = null;
    reader.status = "offline";
    return;
  }
  const used = { method, cause: typed.cause };
  askBank(world, reader, {
    delayMs: typed.authorisationMs,
    then: () => (awaitedIntentId(reader) === null ? save : pay)(world, reader, used),
  });
}

type Used = { readonly method: Stripe.PaymentMethod; readonly cause: Cause | null };

function pay(world: World, reader: Reader, used: Used): void {
  const intentId = awaitedIntentId(reader) ?? "";
  const intent = openIntent(world, reader, { intentId, isCardInserted: false });
  if (intent === null) return;
  confirmCard(world, intent, { ...byTelephone, ...used });
  endWithBank(world, reader, { intent, isCardInserted: false });
}

function save(world: World, reader: Reader, used: Used): void {
  const intent = openSetup(world, reader);
  const saving = reader.action?.process_setup_intent;
  if (intent === null || reader.action === null || saving === undefined) return;
  confirmSetup(world, intent, { ...byTelephone, ...used });
  if (isUnheard(world, reader)) return;
  const error = intent.last_setup_error;
  if (error === null) {
    used.method.allow_redisplay = sideOf(world, reader.id).redisplay ?? "unspecified";
    saving.generated_card = used.method.id;
    succeed(world, reader);
    show(world, reader, { kind: "approved", message: "Card saved" });
    return;
  }
  reader.action.api_error = structuredClone(error);
  refuse(world, reader, error);
}

function refuse(
  world: World,
  reader: Reader,
  { code, message }: Stripe.SetupIntent.LastSetupError,
) {
  fail(world, reader, { code: code ?? "card_declined", message: message ?? "" });
  show(world, reader, { kind: "declined", message: message ?? "Declined" });
}
