import { Ban, Check, Clock, TriangleAlert, type LucideIcon } from "lucide-react";
import type { RefundView } from "../../../contract/payment-views.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay, formatTime } from "../../format/format-time.ts";
import { MINUS } from "../../format/locale.ts";
import { cancelRefund } from "../../actions/refund.ts";
import { cancelWord, isCalledOff, refundWordsOf } from "../../format/refund-words.ts";
import { salesWords } from "./sales-words.ts";

/** What was given back and how far it has come. One that failed is a task for a person. */
export function RefundList({ refunds }: Readonly<{ refunds: readonly RefundView[] }>) {
  return (
    <section className="refunds" aria-label={salesWords.refunds}>
      {refunds.map((refund) => (
        <Refund key={refund.refundId} refund={refund} />
      ))}
    </section>
  );
}

const marks: Readonly<Record<RefundView["state"], Readonly<{ icon: LucideIcon; tone: string }>>> = {
  requested: { icon: Clock, tone: "" },
  pending: { icon: Clock, tone: "" },
  succeeded: { icon: Check, tone: "good" },
  failed: { icon: TriangleAlert, tone: "warn" },
};

const calledOff = { icon: Ban, tone: "" };

function Refund({ refund }: Readonly<{ refund: RefundView }>) {
  const { state, amount, requestedAtMs, failureReason, stripeRefundId } = refund;
  const { icon: Icon, tone } = isCalledOff(refund) ? calledOff : marks[state];
  const words = refundWordsOf(refund);
  const isFailed = state === "failed" && !isCalledOff(refund);
  const mayCancel = refund.atReader !== null && !refund.atReader.isCancelRequested;
  return (
    <div className={isFailed ? "refund panel task" : "refund panel"} role="status">
      <header>
        <span className="label">{salesWords.refund}</span>
        <span className={`chip ${tone}`}>
          <Icon aria-hidden="true" />
          {words.state}
        </span>
        <b className="num">
          {MINUS}
          {formatAmount(amount)}
        </b>
      </header>
      <p className="meta">
        {formatDay(requestedAtMs)}, {formatTime(requestedAtMs)}. {words.advice}{" "}
        {isFailed && <span className="code">{failureReason}</span>}
      </p>
      {mayCancel && (
        <button type="button" className="button" onClick={() => void cancelRefund(refund.refundId)}>
          {cancelWord}
        </button>
      )}
      {stripeRefundId !== null && <p className="meta mono">{stripeRefundId}</p>}
    </div>
  );
}
