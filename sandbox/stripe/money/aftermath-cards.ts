import type Stripe from "stripe";
import { schedule } from "../clock/agenda.ts";
import type { World } from "../world.ts";
import { scramble } from "../world.ts";

/** Warnings and reviews follow so soon that a test sees them; a dispute is there at once. */
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

function fingerprintOf({ payment_method_details: details }: Stripe.Charge): string {
  return details?.card_present?.fingerprint ?? details?.card?.fingerprint ?? "";
}

export function aftermathOf(charge: Stripe.Charge): Aftermath | undefined {
  return byFingerprint.get(fingerprintOf(charge));
}

export function planAftermath(world: World, charge: Stripe.Charge): void {
  const aftermath = aftermathOf(charge);
  if (aftermath === undefined) return;
  const afterMs = aftermath.kind === "dispute" ? 0 : AFTER_MS;
  schedule(world, { atMs: world.now() + afterMs, what: "aftermath", id: charge.id });
}

/** The card whose money is available at once. */
const BYPASSING = scramble("fingerprint/4000000000000077", 16);

export function bypassesPending(charge: Stripe.Charge): boolean {
  return fingerprintOf(charge) === BYPASSING;
}

/** Test cards that show what comes after the booking want no second's delay before it. */
export function isBookedAtOnce(charge: Stripe.Charge): boolean {
  return bypassesPending(charge) || aftermathOf(charge)?.kind === "dispute";
}
