import type Stripe from "stripe";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { markSaved, newCardMethod } from "./card-methods.ts";
import type { TestCard } from "./test-cards.ts";

type GeneratedFrom = Stripe.PaymentMethod.Card.GeneratedFrom;

type Wanted = {
  readonly card: TestCard;
  readonly from: Partial<GeneratedFrom>;
  /** A customer's id, or null: then whoever made it attaches it. */
  readonly customer: unknown;
  readonly redisplay: Stripe.PaymentMethod.AllowRedisplay | null;
  readonly cause: Cause | null;
};

/**
 * A card that was held to a reader, as one that can be charged later without it. Wallets and
 * Interac leave none; the cards here are neither, or refused before.
 */
export function generateCard(world: World, wanted: Wanted): Stripe.PaymentMethod {
  const { card, from, customer, redisplay, cause } = wanted;
  const entry = { number: card.number, expMonth: 12, expYear: 2034, cvc: null };
  const made = newCardMethod(world, entry);
  made.allow_redisplay = redisplay ?? "unspecified";
  if (made.card !== undefined) {
    const nothing = { charge: null, payment_method_details: null, setup_attempt: null };
    made.card.generated_from = { ...nothing, ...from };
  }
  markSaved(world, made);
  if (typeof customer === "string") {
    made.customer = customer;
    emit(world, { type: "payment_method.attached", object: made, cause });
  }
  return made;
}
