import type Stripe from "stripe";
import { builtLater } from "../params/built-later.ts";
import type { Values } from "../params/param.ts";
import { hash, integer, oneOf, optional } from "../params/param.ts";
import type { Wire } from "../wire.ts";
import type { World } from "../world.ts";
import { newId, nowSeconds } from "../world.ts";

export type Price = Wire<Stripe.Price>;

const recurringFields = {
  ...builtLater("meter"),
  interval: oneOf(["day", "week", "month", "year"]),
  interval_count: optional(integer(1)),
  trial_period_days: optional(integer(1)),
  usage_type: optional(oneOf(["licensed", "metered"])),
};

/** How often a price comes again. */
export const recurring = hash(recurringFields);

type Given = {
  readonly currency: string;
  readonly product: string;
  readonly unit_amount: number;
  readonly recurring: Values<typeof recurringFields> | undefined;
  readonly tax_behavior?: "exclusive" | "inclusive" | "unspecified" | undefined;
};

/** One unit has one price: tiers and customer-chosen amounts are not built. */
export function newPrice(world: World, given: Given): Price {
  const { recurring: asked } = given;
  return {
    id: newId(world, "price_1"),
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    created: nowSeconds(world),
    currency: given.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: given.product,
    recurring:
      asked === undefined
        ? null
        : {
            interval: asked.interval,
            interval_count: asked.interval_count ?? 1,
            meter: null,
            trial_period_days: asked.trial_period_days ?? null,
            usage_type: asked.usage_type ?? "licensed",
          },
    tax_behavior: given.tax_behavior ?? "unspecified",
    tiers_mode: null,
    transform_quantity: null,
    type: asked === undefined ? "one_time" : "recurring",
    unit_amount: given.unit_amount,
    unit_amount_decimal: String(given.unit_amount),
  };
}
