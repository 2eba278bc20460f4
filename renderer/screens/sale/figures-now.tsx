import type { LineView, SaleView } from "../../../contract/views.ts";
import { formatDiscount } from "../../format/format-discount.ts";
import { formatAmount } from "../../format/format-money.ts";
import { MINUS } from "../../format/locale.ts";
import { panelWords } from "./panel-words.ts";

type Props = Readonly<{ sale: SaleView; line: LineView; on: "line" | "sale" }>;

/** What stands in the sale before the change: the register alone says what it will be after. */
export function FiguresNow({ sale, line, on }: Props) {
  const isLine = on === "line";
  const { total, discount } = isLine ? line : sale;
  return (
    <dl className="now">
      <div className="first">
        <dt>{isLine ? panelWords.lineNow : panelWords.saleNow}</dt>
        <dd className="num">{formatAmount(total)}</dd>
      </div>
      <div>
        <dt>{isLine ? panelWords.each(line.quantity) : panelWords.subtotal}</dt>
        <dd className="num">{formatAmount(isLine ? line.unitPrice : sale.subtotal)}</dd>
      </div>
      {discount && (
        <div>
          <dt>{formatDiscount(discount)}</dt>
          <dd className="num">
            {MINUS}
            {formatAmount(discount.amount)}
          </dd>
        </div>
      )}
      {isLine && (
        <div>
          <dt>{panelWords.saleTotal}</dt>
          <dd className="num">{formatAmount(sale.total)}</dd>
        </div>
      )}
    </dl>
  );
}
