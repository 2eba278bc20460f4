import type { RefundView } from "../../contract/payment-views.ts";

export type RefundWords = Readonly<{ state: string; advice: string }>;

/** Where a refund stands. It is the bank that takes days; the shop has done its part at once. */
export const refundWords: Readonly<Record<RefundView["state"], RefundWords>> = {
  requested: {
    state: "Requested",
    advice: "Written on the till and on its way to Stripe. It is sent again until it arrives.",
  },
  pending: {
    state: "Pending",
    advice: "Stripe has taken it. The customer’s bank needs 5 to 10 days.",
  },
  succeeded: {
    state: "Refunded",
    advice: "Stripe has given it back. The customer’s bank shows it in 5 to 10 days.",
  },
  failed: {
    state: "Failed",
    advice: "The money did not reach the card. Give it back another way, or refund once more.",
  },
};
