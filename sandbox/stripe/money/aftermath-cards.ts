import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import type { World } from "../world.ts";
import { scramble } from "../world.ts";

/** It follows the payment so soon that a test sees it, and so late that the payment is through. */
const AFTER_MS = 2_000;

export type Aftermath =
  | { kind: "dispute"; reason: "fraudulent" | "product_not_received"; isInquiry: boolean }
  | { kind: "warning" }
  | { kind: "review" };

/** Test cards that pay, and bring trouble later, after Stripe's page on testing. */
const troubled: Readonly<Record<string, Aftermath>> = {
  "4000000000000259": { kind: "dispute", reason: "fraudulent", isInquiry: false },
  "4000000000002685": { kind: "dispute", reason: "product_not_received", isInquiry: false },
  "4000000000001976": { kind: "dispute", reason: "product_not_received", isInquiry: true },
  "4000000000005423": { kind: "warning" },
  "4000000000009235": { kind: "review" },
};

/** Charges do not tell their number, but the same card has the same fingerprint. */
const byFingerprint = new Map(
  Object.entries(troubled).map(([number, what]) => [scramble(`fingerprint/${number}`, 16), what]),
);

export function aftermathOf({
  payment_method_details: details,
}: Stripe.Charge): Aftermath | undefined {
  const fingerprint = details?.card_present?.fingerprint ?? details?.card?.fingerprint;
  return byFingerprint.get(fingerprint ?? "");
}

export function planAftermath(world: World, charge: Stripe.Charge): void {
  if (aftermathOf(charge) === undefined) return;
  schedule(world, { atMs: world.now() + AFTER_MS, what: "aftermath", id: charge.id });
}
