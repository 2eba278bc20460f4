import { subtractMoney, type Money } from "../../../contract/money.ts";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import { formatAmount } from "../../format/format-money.ts";
import { creditWords as words } from "../credit/credit-words.ts";

type Props = Readonly<{ account: CreditAccountView; asked: Money; amount: Money }>;

/** The account, what is on it, and what will be: before it is taken. */
export function CreditFacts({ account, asked, amount }: Props) {
  const { name, accountId, available } = account;
  const rest = subtractMoney(asked, amount);
  return (
    <section className="credit-facts" aria-label={name || accountId}>
      <h2>{name || words.unnamed}</h2>
      <p className="code">{accountId}</p>
      <dl className="facts">
        <div>
          <dt>{words.available}</dt>
          <dd className="num">
            <output aria-label={words.available} aria-live="polite">
              {available ? formatAmount(available) : words.notKnown}
            </output>
          </dd>
        </div>
        {available && (
          <>
            <div>
              <dt>{words.pays}</dt>
              <dd className="num">{formatAmount(amount)}</dd>
            </div>
            <div>
              <dt>{words.after}</dt>
              <dd className="num">{formatAmount(subtractMoney(available, amount))}</dd>
            </div>
          </>
        )}
      </dl>
      {available && rest.minor > 0 && <p className="lead">{words.rest(formatAmount(rest))}</p>}
    </section>
  );
}
