import type { Param } from "./param.ts";
import { later } from "./param.ts";

/** Parameters of Stripe's that no room reads yet: they are known, and refused in our own words. */
export function builtLater<const Name extends string>(
  ...names: readonly Name[]
): Readonly<Record<Name, Param<undefined>>> {
  const entries = names.map((name) => [name, later()]);
  return Object.fromEntries(entries) as Record<Name, Param<undefined>>;
}

/** A room's fields compared with stripe-node's own: a name that is missing does not compile. */
export type ParamsOf<T> = Readonly<Record<Exclude<keyof T, "expand">, Param<unknown>>>;
