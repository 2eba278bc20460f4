import type Stripe from "stripe";
import type { Values } from "../params/param.ts";
import { optional, text } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { newId } from "../world.ts";
import { locationNamed } from "./locations.ts";

const params = { location: optional(text()) };

function create({ world }: Call, { location }: Values<typeof params>) {
  if (location !== undefined) locationNamed(world, location);
  const secret = newId(world, "pst_test_", 48);
  world.connectionTokens.set(secret, location ?? null);
  return {
    object: "terminal.connection_token",
    ...(location === undefined ? {} : { location }),
    secret,
  } satisfies Stripe.Terminal.ConnectionToken;
}

export const connectionTokenRoutes: readonly Route[] = [
  endpoint({
    method: "POST",
    path: "/v1/terminal/connection_tokens",
    params,
    returns: "terminal.connection_token",
    handle: create,
  }),
];
