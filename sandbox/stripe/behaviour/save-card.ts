import type Stripe from "stripe";
import { idOf } from "../id-of.ts";
import { emit } from "../webhooks/emit.ts";
import { findRow, insertRow } from "../table.ts";
import type { Cause, World } from "../world.ts";
import { newId } from "../world.ts";
import type { Presentation } from "./card-present.ts";
import { cardPresentMethod } from "./card-present.ts";
import { fail, isUnheard, show, succeed } from "./end-action.ts";
import { generateCard } from "./generated-card.ts";
import { sideOf } from "./reader-commands.ts";

type Reader = Stripe.Terminal.Reader;
type Held = { presentation: Presentation; cause: Cause | null };

/** A card held out is kept as one that can be charged without it: the generated card. */
export function saveCard(world: World, reader: Reader, { presentation, cause }: Held): void {
  const intent = openSetup(world, reader);
  const saving = reader.action?.process_setup_intent;
  if (intent === null || reader.action === null || saving === undefined) return;
  const method = cardPresentMethod(world, newId(world, "pm_1"), presentation);
  insertRow(world.state.paymentMethods, method);
  const { decline } = presentation.card;
  intent.latest_attempt = newId(world, "setatt_1");
  if (decline !== null) {
    const error = {
      code: "setup_intent_authentication_failure",
      decline_code: decline.declineCode,
      doc_url: "https://stripe.com/docs/error-codes/setup-intent-authentication-failure",
      message: decline.message,
      payment_method: method,
      type: "card_error",
    } as const;
    intent.last_setup_error = error;
    emit(world, { type: "setup_intent.setup_failed", object: intent, cause });
    if (isUnheard(world, reader)) return;
    reader.action.api_error = structuredClone(error);
    fail(world, reader, { code: error.code, message: error.message });
    show(world, reader, { kind: "declined", message: decline.message });
    return;
  }
  const generated = generateCard(world, {
    card: presentation.card,
    from: { setup_attempt: intent.latest_attempt },
    customer: intent.customer,
    redisplay: sideOf(world, reader.id).redisplay ?? null,
    cause,
  });
  intent.status = "succeeded";
  intent.payment_method = method.id;
  intent.last_setup_error = null;
  emit(world, { type: "setup_intent.succeeded", object: intent, cause });
  if (isUnheard(world, reader)) return;
  saving.generated_card = generated.id;
  succeed(world, reader);
  show(world, reader, { kind: "approved", message: "Card saved" });
}

/** Null, and the action has failed, where the intent was canceled or used elsewhere meanwhile. */
export function openSetup(world: World, reader: Reader): Stripe.SetupIntent | null {
  const id = idOf(reader.action?.process_setup_intent?.setup_intent);
  const intent = findRow(world.state.setupIntents, id);
  if (intent === undefined) return null;
  if (intent.status === "requires_payment_method") return intent;
  const message = `This SetupIntent's status is ${intent.status}.`;
  fail(world, reader, { code: "setup_intent_unexpected_state", message });
  show(world, reader, { kind: "failed", message: "No longer open" });
  return null;
}
