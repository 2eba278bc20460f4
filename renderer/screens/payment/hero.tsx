import type { Money } from "../../../contract/money.ts";
import { formatAmount } from "../../format/format-money.ts";
import { paymentWords } from "./payment-words.ts";

/** From 10,000.00 on a figure needs a smaller size to stay beside the reader. */
const LONG_FIGURE = 9;

type Props = Readonly<{ amount: Money; isProven?: boolean; note?: string }>;

/** The amount, read from where the customer stands. Proven, it wears the double rule. */
export function Hero({ amount, isProven = false, note }: Props) {
  const figure = formatAmount(amount);
  const classes = [
    "hero",
    ...(isProven ? ["ruled", "proven"] : []),
    ...(figure.length >= LONG_FIGURE ? ["long"] : []),
  ];
  return (
    <output className={classes.join(" ")} aria-label={paymentWords.amount} aria-live="off">
      {figure}
      <small>
        {amount.currency}
        {note !== undefined && `, ${note}`}
      </small>
    </output>
  );
}
