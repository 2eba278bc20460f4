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
  /** Null until the register has said what this choice gives. */
  quote: RefundQuoteView | null;
  /** Why the register would give nothing. */
  refusal: RefusalCode | null;
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
  const answer = quoted?.key === key ? quoted.answer : null;
  if (typeof answer === "string") return { total: nothingOf(left), quote: null, refusal: answer };
  if (answer === null) {
    const total = kind === "all" ? wholeOf(left, choice) : nothingOf(left);
    return { total, quote: null, refusal: null };
  }
  return {
    total: to === "cash" ? answer.cashAmount : answer.amount,
    quote: answer,
    refusal: null,
  };
}
