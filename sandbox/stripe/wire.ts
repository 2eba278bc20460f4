import type Stripe from "stripe";

/**
 * An object of stripe-node's types as it travels: decimals are strings there, and the client makes
 * its own class of them. What the state keeps is always in this form.
 */
export type Wire<T> = T extends string
  ? T
  : T extends Stripe.Decimal
    ? string
    : T extends (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [K in keyof T]: Wire<T[K]> }
        : T;
