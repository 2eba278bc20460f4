import type Stripe from "stripe";
import type { World } from "../world.ts";
import { sideOf } from "./reader-commands.ts";

/** Does the work when the bank has answered; until then the reader takes no other command. */
export function askBank(
  world: World,
  reader: Stripe.Terminal.Reader,
  asked: { readonly delayMs?: number | undefined; readonly then: () => void },
): void {
  const side = sideOf(world, reader.id);
  const delayMs = asked.delayMs ?? side.authorisationMs;
  if (delayMs === 0) {
    asked.then();
    return;
  }
  side.isAuthorising = true;
  world.later(delayMs, () => {
    sideOf(world, reader.id).isAuthorising = false;
    asked.then();
  });
}
