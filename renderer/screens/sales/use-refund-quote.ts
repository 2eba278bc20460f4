import { useEffect, useEffectEvent, useState } from "react";
import type { Money } from "../../../contract/money.ts";
import type { RefundableSaleView, RefundQuoteView } from "../../../contract/refund-views.ts";
import { quoteRefund } from "../../actions/refund.ts";
import { nothingOf, wholeOf, type RefundChoice } from "../../actions/refund-choice.ts";
import type { RefusalCode } from "../../format/words.ts";

type Quoted = Readonly<{ key: string; answer: RefundQuoteView | RefusalCode | null }>;

type Shown = Readonly<{
  /** What the customer gets, cash rounding included; zero while nothing can go back so. */
  total: Money;
  /** What the register last said of it; null until it has. */
  quote: RefundQuoteView | null;
  /** Why the register would give nothing. */
  refusal: RefusalCode | null;
  /** The figures are of this choice: for a moment those of the one before are still shown. */
  isSettled: boolean;
}>;

/**
 * What the choice gives back, asked anew with each choice and with what is left of the sale. All that
 * is left is known before it is asked for.
 */
export function useRefundQuote(left: RefundableSaleView, choice: RefundChoice): Shown {
  const [quoted, setQuoted] = useState<Quoted | null>(null);
  const { kind, pieces, part, withTip, to, paymentId } = choice;
  const key = JSON.stringify([left, kind, pieces, part, withTip, to, paymentId]);
  const ask = useEffectEvent(() => quoteRefund(left, choice));
  useEffect(() => {
    let isMeant = true;
    void ask().then((answer) => {
      if (isMeant) setQuoted({ key, answer });
    });
    return () => {
      isMeant = false;
    };
  }, [key]);
  const isSettled = quoted?.key === key;
  return { ...shown(left, choice, quoted), isSettled };
}

function shown(
  left: RefundableSaleView,
  choice: RefundChoice,
  quoted: Quoted | null,
): Omit<Shown, "isSettled"> {
  if (quoted === null) return { total: wholeOf(left, choice), quote: null, refusal: null };
  const { answer } = quoted;
  if (typeof answer === "string") return { total: nothingOf(left), quote: null, refusal: answer };
  if (answer === null) return { total: nothingOf(left), quote: null, refusal: null };
  const total = choice.to === "cash" ? answer.cashAmount : answer.amount;
  return { total, quote: answer, refusal: null };
}
