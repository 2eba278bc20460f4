import type { Decline, TestCard } from "./test-cards.ts";
import { declines } from "./test-cards.ts";

/** Which amounts a simulated reader and a physical test card refuse, after Stripe's page on testing. */
const refused: Readonly<Record<number, Decline>> = {
  1: declines.callIssuer,
  5: declines.generic,
  55: declines.incorrectPin,
  65: declines.withdrawalLimit,
  75: declines.pinTries,
};

/** What the last two digits of an amount do to a standard card, whatever decimals the currency has. */
export function cardForAmount(card: TestCard, amountMinor: number): TestCard {
  if (card.decline !== null || card.verification !== "none") return card;
  const ending = amountMinor % 100;
  if (ending === 2) return { ...card, verification: "offline-pin-retry" };
  if (ending === 3) return { ...card, verification: "online-pin-retry" };
  return { ...card, decline: refused[ending] ?? null };
}

export function declineForAmount(amountMinor: number): Decline | null {
  return refused[amountMinor % 100] ?? null;
}
