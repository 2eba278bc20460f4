import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { declineForAmount } from "./amount-endings.ts";
import { refusal } from "./card-methods.ts";

const MAX_INCREMENTS = 10;

/** Overcapture ends at half of the hold more, or at 50 US dollars more where that is further. */
const LEAST_STRETCH_MINOR = 5_000;

type Held = { intent: Stripe.PaymentIntent; charge: Stripe.Charge; cause: Cause | null };

/** Asks the bank to hold more. A no leaves the hold as it was. */
export function increment(world: World, held: Held, amount: number): void {
  const { intent, charge, cause } = held;
  const details = charge.payment_method_details?.card_present;
  if (details?.incremental_authorization_supported !== true) {
    throw invalidRequest("This PaymentIntent does not support incremental authorization.", {
      code: "payment_intent_unexpected_state",
      param: "intent",
    });
  }
  const count = world.state.increments[intent.id] ?? 0;
  if (count >= MAX_INCREMENTS) {
    throw invalidRequest(`A PaymentIntent can be incremented at most ${MAX_INCREMENTS} times.`, {
      code: "payment_intent_unexpected_state",
    });
  }
  world.state.increments[intent.id] = count + 1;
  const decline = declineForAmount(amount);
  if (decline !== null) throw refusal(decline, { payment_intent: structuredClone(intent) });
  const previous = { amount: charge.amount };
  intent.amount = amount;
  intent.amount_capturable = amount;
  charge.amount = amount;
  details.amount_authorized = amount;
  emit(world, { type: "charge.updated", object: charge, previous, cause });
  emit(world, { type: "payment_intent.amount_capturable_updated", object: intent, cause });
}

/** Makes room for a capture of more than was held: a tip that was written on the receipt. */
export function stretchHold(world: World, held: Held, amount: number): void {
  const { intent, charge } = held;
  const details = charge.payment_method_details?.card_present;
  if (details?.incremental_authorization_supported === true) {
    increment(world, held, amount);
    return;
  }
  const most = charge.amount + Math.max(Math.floor(charge.amount / 2), LEAST_STRETCH_MINOR);
  if (details?.overcapture_supported === true && amount <= most) {
    intent.amount = amount;
    charge.amount = amount;
    return;
  }
  const allowed = details?.overcapture_supported === true ? most : intent.amount_capturable;
  throw invalidRequest(
    `The requested capture amount (${amount}) is greater than the amount you can capture for this charge (${allowed}).`,
    { code: "amount_too_large", param: "amount_to_capture" },
  );
}
