import type { EntryView, ShopView } from "../../../contract/views.ts";
import { accountWords } from "../../format/account-words.ts";
import { entryRows, entrySums } from "../../format/entry-columns.ts";
import { formatHash } from "../../format/format-hash.ts";
import { entryWords } from "../../format/timeline.ts";
import { formatAmount } from "../../format/format-money.ts";
import { CorrectButton } from "../correct/correct-button.tsx";
import { salesWords } from "./sales-words.ts";

type Props = Readonly<{ entry: EntryView; shop: ShopView }>;

/** An entry as bookkeepers read it: debits left, credits right, and both sides the same. */
export function LedgerEntry({ entry, shop }: Props) {
  const sums = entrySums(entry);
  return (
    <section className="panel" aria-label={salesWords.entry(entry.seq)}>
      <header>
        <span className="label">{salesWords.entry(entry.seq)}</span>
        <span className="meta">
          <span className="kind">{entryWords(entry.type)} </span>
          <span className="mono">{formatHash(entry.hash)}</span>
        </span>
        <CorrectButton entry={entry} />
      </header>
      {sums && (
        <table>
          <thead>
            <tr>
              <th scope="col">{salesWords.account}</th>
              <th scope="col" className="num">
                {salesWords.debit}
              </th>
              <th scope="col" className="num">
                {salesWords.credit}
              </th>
            </tr>
          </thead>
          <tbody>
            {entryRows(entry).map(({ account, debit, credit }) => (
              <tr key={account}>
                <td>{accountWords(account, shop.taxName)}</td>
                <td className="num">{debit && formatAmount(debit)}</td>
                <td className="num">{credit && formatAmount(credit)}</td>
              </tr>
            ))}
            <tr className="sum">
              <th scope="row">{salesWords.balanced}</th>
              <td className="num">
                <span className="ruled">{formatAmount(sums.debit)}</span>
              </td>
              <td className="num">
                <span className="ruled">{formatAmount(sums.credit)}</span>
              </td>
            </tr>
          </tbody>
        </table>
      )}
    </section>
  );
}
