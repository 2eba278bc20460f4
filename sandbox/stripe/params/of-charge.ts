import { createdRange, pageParams } from "./page-of.ts";
import type { Values } from "./param.ts";
import { optional, text } from "./param.ts";

/** What lists of objects that belong to a charge may be narrowed by. */
export const ofChargeParams = {
  ...pageParams,
  charge: optional(text()),
  created: createdRange(),
  payment_intent: optional(text()),
};

/** As Stripe's objects name what they belong to; ours hold ids, never the objects. */
type OfCharge = Readonly<{ created: number; charge?: unknown; payment_intent?: unknown }>;

export function isAskedFor(object: OfCharge, params: Values<typeof ofChargeParams>): boolean {
  return (
    params.created.isInside(object.created) &&
    (params.charge ?? object.charge) === object.charge &&
    (params.payment_intent ?? object.payment_intent) === object.payment_intent
  );
}
