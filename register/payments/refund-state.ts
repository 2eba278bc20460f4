import type { PaymentId, RefundId, SaleId, UserId } from "../../contract/ids.ts";
import type { RefundView } from "../../contract/payment-views.ts";
import type { Way } from "../../contract/reader-views.ts";
import type { RefundReading } from "../../contract/relay-protocol.ts";

/** The reader that asks for the card of a refund, and how far that has come. */
export type AtReader = Readonly<{
  readerId: string;
  readerLabel: string;
  via: Way;
  chargeId: string;
  /** The relay has it, so the reader is nobody else's. */
  isAccepted: boolean;
  /** Our own window was told to begin. */
  isHandedOver: boolean;
  /** When the relay was last asked to end it; null while the card is waited for. */
  endRequestedAtMs: number | null;
  /** What our own window said when its reader let go. */
  letGo: string | null;
}>;

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
  /** Null where no card is needed. */
  reader: AtReader | null;
}>;

/** Its card is asked for at a reader, and nobody has read how that ended. */
export type Asking = Refund & Readonly<{ reader: AtReader }>;

export function isAsking(refund: Refund | undefined): refund is Asking {
  return refund?.state === "requested" && refund.reader !== null;
}

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
