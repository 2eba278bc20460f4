/** Why a bank sends a refund back, up to thirty days later. */
export const refundFailures = [
  "lost_or_stolen_card",
  "expired_or_canceled_card",
  "charge_for_pending_refund_disputed",
  "insufficient_funds",
  "declined",
  "merchant_request",
  "unknown",
] as const;
export type RefundFailure = (typeof refundFailures)[number];
