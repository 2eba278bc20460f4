import type Stripe from "stripe";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import { awaitedIntentId, cardConfig, wantsTypedCard } from "./awaited.ts";
import { configurationOf } from "./reader-configuration.ts";

/** A button on the glass; percent is null where the shop named the amount itself. */
export type TipOption = { amountMinor: number; percent: number | null };
export type Tipping = { currency: string; eligibleMinor: number; options: TipOption[] };

type Rules = NonNullable<Stripe.Terminal.Configuration["tipping"]>;

/** What the reader asks before the card; null where no tip is asked for. */
export function tippingOf(world: World, reader: Stripe.Terminal.Reader): Tipping | null {
  const intent = findRow(world.state.paymentIntents, awaitedIntentId(reader) ?? "");
  if (intent === undefined || wantsTypedCard(reader)) return null;
  const { skip_tipping: isSkipped, tipping } = cardConfig(reader);
  const eligibleMinor = tipping?.amount_eligible ?? intent.amount - tipIn(intent);
  if (isSkipped === true || eligibleMinor === 0) return null;
  const rules = configurationOf(world, reader).tipping?.[intent.currency as keyof Rules];
  if (rules === undefined) return null;
  return { currency: intent.currency, eligibleMinor, options: optionsOf(rules, eligibleMinor) };
}

/** A tip that a declined attempt put into the amount is no ground for the next one. */
function tipIn(intent: Stripe.PaymentIntent): number {
  return intent.amount_details?.tip?.amount ?? 0;
}

/** Below the threshold of smart tips the fixed amounts are shown, from it on the percentages. */
function optionsOf(rules: NonNullable<Rules["eur"]>, eligibleMinor: number): TipOption[] {
  const fixed = (rules.fixed_amounts ?? []).map((amountMinor) => ({ amountMinor, percent: null }));
  const shares = (rules.percentages ?? []).map((percent) => ({
    amountMinor: Math.round((eligibleMinor * percent) / 100),
    percent,
  }));
  if (fixed.length === 0 || shares.length === 0) return [...fixed, ...shares];
  return eligibleMinor < (rules.smart_tip_threshold ?? 0) ? fixed : shares;
}
