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

/** Whether the intent can be paid with what a reader takes: a card held to it, or one typed in. */
export function isForReader(types: readonly string[], isTyped: boolean): boolean {
  return types.some((type) => (isTyped ? type === "card" : type.endsWith("_present")));
}

type Wanted = Readonly<{
  status: "requires_confirmation" | "requires_payment_method";
  /** By mail or telephone: its details are typed in. */
  isTyped?: boolean;
}>;

/** The intent that a command names, if a reader can do this with it now. */
export function intentForReader(
  world: World,
  id: string,
  { status, isTyped = false }: Wanted,
): Stripe.PaymentIntent {
  const intent = intentNamed(world, id);
  if (!isForReader(intent.payment_method_types, isTyped)) {
    throw invalidRequest(
      `The PaymentIntent must allow the payment method type ${isTyped ? "card" : "card_present"} to be processed on a reader.`,
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
