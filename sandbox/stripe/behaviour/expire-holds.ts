import type Stripe from "stripe";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import { emit } from "../webhooks/emit.ts";

/** Puts a hold into the list where its deadline belongs; cards not present may wait longer. */
export function addHold(world: World, intentId: string, charge: Stripe.Charge): void {
  const { holds } = world.state;
  let at = holds.length;
  while (at > 0 && deadlineOf(world, holds[at - 1] ?? "") > captureBefore(charge)) at -= 1;
  holds.splice(at, 0, intentId);
}

function deadlineOf(world: World, intentId: string): number {
  const intent = findRow(world.state.paymentIntents, intentId);
  return intent === undefined ? 0 : captureBefore(latestCharge(world, intent));
}

/**
 * Lets go of holds whose capture deadline has passed. The list is in the order of the deadlines,
 * so the first one that is due later ends the walk.
 */
export function expireHolds(world: World): void {
  const { holds, paymentIntents } = world.state;
  for (let id = holds[0]; id !== undefined; id = holds[0]) {
    const intent = findRow(paymentIntents, id);
    if (intent?.status === "requires_capture") {
      const charge = latestCharge(world, intent);
      if (captureBefore(charge) > nowSeconds(world)) return;
      expire(world, intent, charge);
    }
    holds.shift();
  }
}

/** When the first hold is let go; null when nothing is held. */
export function nextHoldDeadlineMs({ state }: World): number | null {
  const { holds, paymentIntents } = state;
  // What was captured or canceled meanwhile is no hold any more, and would be looked at for ever.
  const isHeld = (id: string) => findRow(paymentIntents, id)?.status === "requires_capture";
  while (holds[0] !== undefined && !isHeld(holds[0])) holds.shift();
  const latest = holds[0] === undefined ? null : findRow(paymentIntents, holds[0])?.latest_charge;
  if (typeof latest !== "string") return null;
  return captureBefore(findRow(state.charges, latest)) * 1000;
}

function captureBefore(charge: Stripe.Charge | undefined): number {
  const details = charge?.payment_method_details;
  return details?.card_present?.capture_before ?? details?.card?.capture_before ?? 0;
}

function expire(
  world: World,
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge | undefined,
): void {
  intent.status = "canceled";
  intent.canceled_at = nowSeconds(world);
  intent.cancellation_reason = "automatic";
  intent.amount_capturable = 0;
  if (charge !== undefined) {
    releaseCharge(charge);
    emit(world, { type: "charge.expired", object: charge, cause: null });
  }
  emit(world, { type: "payment_intent.canceled", object: intent, cause: null });
}

export function latestCharge(
  world: World,
  intent: Stripe.PaymentIntent,
): Stripe.Charge | undefined {
  const id = intent.latest_charge;
  return typeof id === "string" ? findRow(world.state.charges, id) : undefined;
}

/** The hold is given back: Stripe shows it as refunded in full. */
export function releaseCharge(charge: Stripe.Charge): void {
  charge.amount_refunded = charge.amount;
  charge.refunded = true;
}
