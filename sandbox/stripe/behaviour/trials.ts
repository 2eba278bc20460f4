import { schedule, unschedule } from "../clock/agenda.ts";
import { DAY_SECONDS } from "../money/days.ts";
import { findRow } from "../table.ts";
import { emit } from "../webhooks/emit.ts";
import type { Cause, World } from "../world.ts";
import { nowSeconds } from "../world.ts";
import type { Subscription } from "./new-subscription.ts";

/** So long before a trial ends Stripe tells of it; in a shorter one it does so at once. */
const NOTICE_SECONDS = 3 * DAY_SECONDS;

export function planTrialNotice(
  world: World,
  subscription: Subscription,
  cause: Cause | null,
): void {
  unschedule(world, "trial-will-end", subscription.id);
  if (subscription.status !== "trialing" || subscription.trial_end === null) return;
  const at = subscription.trial_end - NOTICE_SECONDS;
  if (at <= nowSeconds(world)) tell(world, subscription, cause);
  else schedule(world, { atMs: at * 1000, what: "trial-will-end", id: subscription.id });
}

/** Work of the clock. */
export function tellTrialEnds(world: World, id: string): void {
  const subscription = findRow(world.state.subscriptions, id);
  if (subscription?.status === "trialing") tell(world, subscription, null);
}

function tell(world: World, subscription: Subscription, cause: Cause | null): void {
  emit(world, { type: "customer.subscription.trial_will_end", object: subscription, cause });
}

/** Nobody has given a card until the trial's end: it waits for one without a bill. */
export function pauseSubscription(world: World, subscription: Subscription): void {
  unschedule(world, "renew-subscription", subscription.id);
  subscription.status = "paused";
  emit(world, { type: "customer.subscription.paused", object: subscription, cause: null });
}
