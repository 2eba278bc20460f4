import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import { emit } from "../webhooks/emit.ts";
import { insertRow } from "../table.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import { addTip } from "./authorise.ts";
import { cardPresentMethod } from "./card-present.ts";
import { sideOf } from "./reader-commands.ts";
import type { Taken } from "./take-payment.ts";
import { openIntent } from "./take-payment.ts";

/** A card that was read has to be confirmed in this time, or is to be presented again. */
export const CONFIRM_WITHIN_MS = 30_000;

/** Reads the card without asking the bank, so that the till can look at it first. */
export function collectCard(world: World, reader: Stripe.Terminal.Reader, taken: Taken): void {
  const { intentId, presentation } = taken;
  const isCardInserted = presentation.gesture === "insert";
  const intent = openIntent(world, reader, { intentId, isCardInserted });
  const collecting = reader.action?.collect_payment_method;
  if (intent === null || reader.action === null || collecting === undefined) return;
  addTip(intent, presentation.tipMinor);
  const method = cardPresentMethod(world, newId(world, "pm_1"), presentation);
  insertRow(world.state.paymentMethods, method);
  intent.status = "requires_confirmation";
  intent.payment_method = method.id;
  const side = sideOf(world, reader.id);
  side.collected = { intentId: intent.id, presentation, atMs: world.now() };
  const atMs = world.now() + CONFIRM_WITHIN_MS + 1;
  schedule(world, { atMs, what: "card-forgotten", id: reader.id });
  collecting.payment_method = structuredClone(method);
  reader.action.status = "succeeded";
  emit(world, { type: "terminal.reader.action_updated", object: reader, cause: null });
}

/** What was read is forgotten after its time, and the intent wants a card again. */
export function forgetCollected(world: World, readerId: string): void {
  const side = sideOf(world, readerId);
  const { collected } = side;
  if (collected === null || world.now() - collected.atMs <= CONFIRM_WITHIN_MS) return;
  dropCollected(world, readerId);
}

/** The card that was read is of no use any more. */
export function dropCollected(world: World, readerId: string): void {
  const side = sideOf(world, readerId);
  const intent = world.state.paymentIntents.byId[side.collected?.intentId ?? ""];
  side.collected = null;
  if (intent?.status !== "requires_confirmation") return;
  intent.status = "requires_payment_method";
  intent.payment_method = null;
}
