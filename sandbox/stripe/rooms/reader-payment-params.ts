import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { Param, Values } from "../params/param.ts";
import { flag, hash, integer, oneOf, optional } from "../params/param.ts";
import type { World } from "../world.ts";
import { intentNamed } from "./payment-intents.ts";

export const redisplay = (): Param<"always" | "limited" | "unspecified"> =>
  oneOf(["always", "limited", "unspecified"]);

/** How a card is asked for, in one step or in the first of two. */
export const collectConfig = {
  allow_redisplay: optional(redisplay()),
  enable_customer_cancellation: optional(flag()),
  skip_tipping: optional(flag()),
  tipping: optional(hash({ amount_eligible: optional(integer(0)) })),
};

/** As the reader's action shows it: what was left out is left out there, too. */
export function shownConfig(
  asked: Partial<Values<typeof collectConfig>>,
): Stripe.Terminal.Reader.Action.CollectPaymentMethod.CollectConfig {
  const { enable_customer_cancellation, skip_tipping, tipping } = asked;
  return {
    enable_customer_cancellation: enable_customer_cancellation ?? false,
    ...(skip_tipping === undefined ? {} : { skip_tipping }),
    ...(tipping?.amount_eligible === undefined
      ? {}
      : { tipping: { amount_eligible: tipping.amount_eligible } }),
  };
}

/** The intent that a command names, if a reader can do this with it now. */
export function intentForReader(
  world: World,
  id: string,
  status: "requires_confirmation" | "requires_payment_method",
): Stripe.PaymentIntent {
  const intent = intentNamed(world, id);
  if (!intent.payment_method_types.some((type) => type.endsWith("_present"))) {
    throw invalidRequest(
      "The PaymentIntent must allow the payment method type card_present to be processed on a reader.",
      { code: "payment_intent_invalid_parameter", param: "payment_intent" },
    );
  }
  if (intent.status === status) return intent;
  throw invalidRequest(
    `The PaymentIntent has a status of ${intent.status}; it must be ${status} to be processed on a reader.`,
    {
      code: "intent_invalid_state",
      param: "payment_intent",
      payment_intent: structuredClone(intent),
    },
  );
}
