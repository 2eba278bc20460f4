import type { Payments } from "./payments.ts";
import { isAsking } from "./refund-state.ts";
import type { Refunds } from "./refunds.ts";

/**
 * Tells whether a reader waits for a card, to pay or to be paid back. A payment on a page waits
 * beside the next sale, for whom nobody need sit here.
 */
export function customersAt({
  payments,
  refunds,
}: Readonly<{ payments: Payments; refunds: Refunds }>) {
  return (): boolean =>
    payments.notFinal().some(({ phase, via }) => phase === "waiting" && via !== "link") ||
    refunds.requested().some(isAsking);
}
