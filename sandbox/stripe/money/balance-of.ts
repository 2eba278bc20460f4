import type Stripe from "stripe";
import type { World } from "../world.ts";

/** What the shop has with Stripe; its own currency is there even when nothing is. */
export function balanceOf(world: World): Stripe.Balance {
  const { account, money } = world.state;
  const own = account.default_currency ?? "eur";
  const currencies = [...new Set([own, ...Object.keys(money.balances)])];
  const amounts = currencies.map((currency) => {
    const { availableMinor = 0, pendingMinor = 0 } = money.balances[currency] ?? {};
    return { currency, availableMinor, pendingMinor };
  });
  const shown = (amount: number, currency: string) => ({
    amount,
    currency,
    source_types: { card: amount },
  });
  return {
    object: "balance",
    available: amounts.map((each) => shown(each.availableMinor, each.currency)),
    livemode: false,
    pending: amounts.map((each) => shown(each.pendingMinor, each.currency)),
    refund_and_dispute_prefunding: {
      available: [{ amount: 0, currency: own }],
      pending: [{ amount: 0, currency: own }],
    },
  };
}
