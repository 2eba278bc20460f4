import type { DayReport } from "../../contract/day-views.ts";
import type { Money } from "../../contract/money.ts";
import { accountWords } from "../format/account-words.ts";
import { formatCount } from "../format/format-count.ts";
import { formatAmount } from "../format/format-money.ts";
import { t } from "../i18n/t.ts";
import { FigureButton, type Explain } from "./figure-button.tsx";

type Props = Readonly<{
  corrections: DayReport["corrections"];
  taxName: string;
  amount: (minor: number) => Money;
  explain: Explain;
}>;

/**
 * What corrections moved, account by account, debit positive: beside the figures of what happened at
 * the till, which no correction changes. Nothing where there were none.
 */
export function CorrectionTable({ corrections, taxName, amount, explain }: Props) {
  if (corrections === undefined) return null;
  const title = t("report.corrections");
  return (
    <table className="figures" aria-label={title}>
      <thead>
        <tr>
          <th scope="col">
            {title}{" "}
            <span className="meta">
              <FigureButton
                {...{ title, names: ["corrections.count"], value: formatCount(corrections.count) }}
                explain={explain}
              />
            </span>
          </th>
          <th scope="col" className="num">
            {t("report.moved")}
          </th>
        </tr>
      </thead>
      <tbody>
        {corrections.accounts.map(({ account, amountMinor }) => {
          const name = accountWords(account, taxName);
          return (
            <tr key={account}>
              <th scope="row">{name}</th>
              <td className="num">
                <FigureButton
                  {...{ title: `${title}, ${name}`, explain }}
                  names={[`corrections.accounts[${account}].amountMinor`]}
                  value={formatAmount(amount(amountMinor))}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
