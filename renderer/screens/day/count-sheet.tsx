import { money } from "../../../contract/money.ts";
import type { ShopView } from "../../../contract/views.ts";
import { amountOf, leftToCount, withCount, type Sheet } from "../../format/counted.ts";
import { formatAmount, formatPiece } from "../../format/format-money.ts";
import { dayWords as words } from "./day-words.ts";
import { t } from "../../i18n/t.ts";

type Props = Readonly<{
  shop: ShopView;
  sheet: Sheet;
  onSheet: (sheet: Sheet) => void;
}>;

/** Every note and coin of the currency, largest first, each with a field for how many. */
export function CountSheet(props: Props) {
  const { notesMinor, coinsMinor } = props.shop;
  return (
    <div className="count-sheet">
      <Pieces {...props} title={words.notes} values={notesMinor.toReversed()} isFirst />
      <Pieces {...props} title={words.coins} values={coinsMinor.toReversed()} />
    </div>
  );
}

type PiecesProps = Props &
  Readonly<{ title: string; values: readonly number[]; isFirst?: boolean }>;

function Pieces({ shop, sheet, onSheet, title, values, isFirst = false }: PiecesProps) {
  const counted = values.length - leftToCount(sheet, values);
  return (
    <section className="panel values" aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className="meta">{t("frame.countedOf", { counted, all: values.length })}</span>
      </header>
      <table>
        <tbody>
          {values.map((minor, index) => (
            <tr key={minor}>
              <th scope="row">
                <span className="denomination">{formatPiece(money(minor, shop.currency))}</span>
              </th>
              <td>
                <input
                  className="how-many"
                  inputMode="numeric"
                  autoComplete="off"
                  autoFocus={isFirst && index === 0}
                  aria-label={`${words.howMany}: ${formatAmount(money(minor, shop.currency))}`}
                  value={sheet[minor] ?? ""}
                  placeholder="–"
                  onChange={(event) => {
                    onSheet(withCount(sheet, minor, event.target.value));
                  }}
                />
              </td>
              <td className="num">{formatAmount(money(amountOf(sheet, minor), shop.currency))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
