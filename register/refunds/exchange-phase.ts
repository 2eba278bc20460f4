import type { Ledger } from "../../ledger/ledger.ts";

type Refund = Readonly<{ refundId: string; saleId: string }>;

/** Whether the refund of what comes back stands in the book. */
export function isPaidBack(
  { ledger }: Readonly<{ ledger: Ledger }>,
  { refundId, saleId }: Refund,
): boolean {
  return ledger
    .entriesOf(saleId)
    .some(({ entry }) => entry.type === "refund-paid" && entry.refundId === refundId);
}
