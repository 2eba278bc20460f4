import type Stripe from "stripe";
import { invalidRequest } from "../api-error.ts";
import type { Subscription } from "../behaviour/new-subscription.ts";
import { methodOf, resumeSubscription } from "../behaviour/subscription-course.ts";
import type { ParamsOf } from "../params/built-later.ts";
import { builtLater } from "../params/built-later.ts";
import { oneOf, optional } from "../params/param.ts";
import type { Call, Route } from "../router.ts";
import { endpoint } from "../router.ts";
import { subscriptionOf, withoutMethod } from "./subscriptions.ts";

const params = {
  ...builtLater("payment_behavior", "proration_behavior", "proration_date"),
  billing_cycle_anchor: optional(oneOf(["now"])),
} satisfies ParamsOf<Stripe.SubscriptionResumeParams>;

/** For one whose trial ended without a card: by now there has to be one. */
function resume(call: Call): Subscription {
  const { world, cause } = call;
  const subscription = subscriptionOf(call);
  if (subscription.status !== "paused") {
    throw invalidRequest(
      `Only paused subscriptions can be resumed. This subscription's status is ${subscription.status}.`,
    );
  }
  if (methodOf(world, subscription) === null) throw withoutMethod();
  resumeSubscription(world, subscription, cause);
  return subscription;
}

export const resumeSubscriptionRoutes: readonly Route[] = [
  endpoint({
    method: "POST",
    path: "/v1/subscriptions/:id/resume",
    params,
    returns: "subscription",
    handle: resume,
  }),
];
