import { money, type Money } from "../../../contract/money.ts";
import { cashChange, cashMissing } from "../../format/cash-change.ts";
import { formatAmount } from "../../format/format-money.ts";
import { tenderWords } from "./tender-words.ts";

type Props = Readonly<{
  due: Money;
  givenMinor: number;
  isRounded: boolean;
  isEntered: boolean;
}>;

/** What is due, and live what goes back or is still missing. */
export function CashSums({ due, givenMinor, isRounded, isEntered }: Props) {
  const change = cashChange(due, givenMinor) ?? money(0, due.currency);
  const missing = cashMissing(due, givenMinor);
  const isShort = isEntered && missing.minor > 0;
  const name = isShort ? tenderWords.missing : tenderWords.change;
  return (
    <dl className="cash-sums">
      <div>
        <dt>
          {tenderWords.toPay}
          {isRounded && <span className="how">{tenderWords.rounded}</span>}
        </dt>
        <dd className="num">{formatAmount(due)}</dd>
      </div>
      <div className="change">
        <dt>{name}</dt>
        <dd className={isEntered ? "num" : "num dim"}>
          <output aria-live="polite" aria-label={name}>
            {formatAmount(isShort ? missing : change)}
          </output>
        </dd>
      </div>
    </dl>
  );
}
