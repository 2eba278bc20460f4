import type { PaymentId, RefundId, SaleId, UserId } from "../../contract/ids.ts";
import type { RefundView } from "../../contract/payment-views.ts";
import type { RefundReading } from "../../contract/relay-protocol.ts";

/** One refund of one payment. `amountMinor` includes the tip that is given back. */
export type Refund = Readonly<{
  refundId: RefundId;
  paymentId: PaymentId;
  saleId: SaleId;
  userId: UserId;
  amountMinor: number;
  currency: string;
  state: RefundView["state"];
  stripeRefundId: string | null;
  failureReason: string | null;
  requestedAtMs: number;
}>;

const rank: Readonly<Record<Refund["state"], number>> = {
  requested: 0,
  pending: 1,
  succeeded: 2,
  // A refund that succeeded may still fail, days later; that is the end of it.
  failed: 3,
};

/** As with payments, rank decides: readings late, twice or out of order end alike. */
export function nextRefund(refund: Refund, reading: RefundReading): Refund {
  const state = stateOf(reading);
  if (rank[state] <= rank[refund.state]) return refund;
  return {
    ...refund,
    state,
    stripeRefundId: reading.refund?.stripeRefundId ?? refund.stripeRefundId,
    failureReason: reading.refund?.failureReason ?? reading.refusedCode,
  };
}

function stateOf({ refund }: RefundReading): Refund["state"] {
  switch (refund?.status) {
    case "pending":
    case "requires_action":
      return "pending";
    case "succeeded":
      return "succeeded";
    case "failed":
    case "canceled":
    case undefined:
      return "failed";
  }
}
