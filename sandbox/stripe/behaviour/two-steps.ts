import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { Cause, World } from "../world.ts";
import { askBank } from "./ask-bank.ts";
import type { Presentation } from "./card-present.ts";
import { CONFIRM_WITHIN_MS, dropCollected } from "./collect-card.ts";
import { sideOf, startAction } from "./reader-commands.ts";
import type { CollectedCard } from "./reader-side.ts";
import { takePayment } from "./take-payment.ts";

type Reader = Stripe.Terminal.Reader;
type CollectConfig = Stripe.Terminal.Reader.Action.CollectPaymentMethod.CollectConfig;

/** The first of two steps: the reader shows the amount and waits for a card. */
export function askForCard(
  world: World,
  reader: Reader,
  asked: { intentId: string; config: CollectConfig },
): void {
  dropCollected(world, reader.id);
  startAction(world, reader, {
    type: "collect_payment_method",
    collect_payment_method: { collect_config: asked.config, payment_intent: asked.intentId },
  });
}

/** The card that was read for this intent; it is good for half a minute. */
export function collectedFor(
  world: World,
  reader: Reader,
  intent: Stripe.PaymentIntent,
): CollectedCard {
  const { collected } = sideOf(world, reader.id);
  if (collected?.intentId === intent.id) return collected;
  throw invalidRequest(
    `The card for this PaymentIntent was not read on this reader in the last ${CONFIRM_WITHIN_MS / 1000} seconds.`,
    { code: "intent_invalid_state", param: "payment_intent" },
  );
}

type Confirmed = {
  intentId: string;
  presentation: Presentation;
  cause: Cause | null;
  returnUrl?: string;
};

/** The second step: the bank is asked with the card that was read. */
export function confirmCollected(world: World, reader: Reader, confirmed: Confirmed): void {
  const { intentId, presentation, cause, returnUrl } = confirmed;
  startAction(world, reader, {
    type: "confirm_payment_intent",
    confirm_payment_intent: {
      ...(returnUrl === undefined ? {} : { confirm_config: { return_url: returnUrl } }),
      payment_intent: intentId,
    },
  });
  sideOf(world, reader.id).collected = null;
  const taken = { presentation, cause, intentId };
  askBank(world, reader, { then: () => takePayment(world, reader, taken) });
}
