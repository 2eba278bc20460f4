import { formatAmount } from "../format/format-money.ts";
import type { Money } from "../../contract/money.ts";

type Props = Readonly<{
  name: string;
  amount: Money;
  /** Only a figure that is in the ledger wears the double rule. */
  isInLedger?: boolean;
}>;

/** From 100,000.00 on a figure needs a smaller size to stay beside its name. */
const LONG_FIGURE = 10;

/** The figure that is read from a distance, at the ticket's foot. */
export function TotalRow({ name, amount, isInLedger = false }: Props) {
  const figure = formatAmount(amount);
  const classes = [
    "num",
    ...(isInLedger ? ["ruled", "proven"] : []),
    ...(figure.length >= LONG_FIGURE ? ["long"] : []),
  ];
  return (
    <div className="total">
      <div>
        <b>{name}</b>
        <span className="meta">{amount.currency}</span>
      </div>
      <output className={classes.join(" ")} aria-label={name} aria-live="polite">
        {figure}
      </output>
    </div>
  );
}
