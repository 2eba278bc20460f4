import type { RefundView } from "../../contract/payment-views.ts";
import { t } from "../i18n/t.ts";

export type RefundWords = Readonly<{ state: string; advice: string }>;

/** Where a refund stands. It is the bank that takes days; the shop has done its part at once. */
export const refundWords: Readonly<Record<RefundView["state"], RefundWords>> = {
  requested: {
    state: t("refundState.requested.state"),
    advice: t("refundState.requested.advice"),
  },
  pending: {
    state: t("refundState.pending.state"),
    advice: t("refundState.pending.advice"),
  },
  succeeded: {
    state: t("refundState.succeeded.state"),
    advice: t("refundState.succeeded.advice"),
  },
  failed: {
    state: t("refundState.failed.state"),
    advice: t("refundState.failed.advice"),
  },
};
