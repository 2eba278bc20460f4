import { readerRefundEnds } from "../../contract/reader-refund-protocol.ts";
import type { RefundView } from "../../contract/payment-views.ts";
import { t } from "../i18n/t.ts";

export type RefundWords = Readonly<{ state: string; advice: string }>;

/** Where a refund stands. It is the bank that takes days; the shop has done its part at once. */
const words: Readonly<Record<RefundView["state"], RefundWords>> = {
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

export const cancelWord = t("refundState.cancel");

/** Nothing went back because nobody inserted a card: no task for anybody. */
export function isCalledOff({ state, failureReason, stripeRefundId }: RefundView): boolean {
  const ends: readonly (string | null)[] = [...readerRefundEnds.slice(0, 2), "customer_canceled"];
  return state === "failed" && stripeRefundId === null && ends.includes(failureReason);
}

/** What the clerk may say and do now. */
export function refundWordsOf(refund: RefundView): RefundWords {
  const { state, atReader, needsCard } = refund;
  if (atReader !== null) {
    const { label: reader, isCancelRequested } = atReader;
    return isCancelRequested
      ? { state: t("refundState.ending.state"), advice: t("refundState.ending.advice") }
      : {
          state: t("refundState.atReader.state"),
          advice: t("refundState.atReader.advice", { reader }),
        };
  }
  if (isCalledOff(refund)) {
    return { state: t("refundState.calledOff.state"), advice: t("refundState.calledOff.advice") };
  }
  if (state === "failed" && needsCard && refund.stripeRefundId === null) {
    return {
      state: t("refundState.declinedAtReader.state"),
      advice: t("refundState.declinedAtReader.advice"),
    };
  }
  return words[state];
}
