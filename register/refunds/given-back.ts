import type { LinePart } from "../../contract/refund-protocol.ts";
import type { RefundedLine } from "../../ledger/ledger-entry.ts";
import type { RefundedSale } from "../../ledger/refunded.ts";

/** What this book gave back of a sale, and what other registers did or hold. */
export function sumGivenBack(own: RefundedSale, elsewhere: readonly LinePart[]): RefundedSale {
  const sums = new Map<string, RefundedLine>();
  for (const part of [...own.lines, ...elsewhere]) {
    const before = sums.get(part.lineId) ?? { quantity: 0, amountMinor: 0 };
    const quantity = before.quantity + part.quantity;
    const amountMinor = before.amountMinor + part.amountMinor;
    sums.set(part.lineId, { lineId: part.lineId, quantity, amountMinor });
  }
  const elsewhereMinor = elsewhere.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const refundedMinor = own.refundedMinor + elsewhereMinor;
  return { refundedMinor, lines: [...sums.values()], cards: own.cards };
}
