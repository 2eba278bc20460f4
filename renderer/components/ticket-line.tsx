import { Tag } from "lucide-react";
import type { LineView } from "../../contract/views.ts";
import { sellingWords as words } from "../screens/sale/selling-words.ts";
import { formatDiscount } from "../format/format-discount.ts";
import { formatAmount } from "../format/format-money.ts";
import { measureWords, nameWords, overrideWords } from "../format/line-words.ts";
import { MINUS } from "../format/locale.ts";

type Props = Readonly<{ line: LineView; each: (amount: string) => string }>;

/** What was weighed, overridden, scanned or noted. */
function saidOf(line: LineView): readonly string[] {
  const { lot, note } = line;
  const said = [
    measureWords(line),
    overrideWords(line),
    lot?.expiresOn && words.expires(lot.expiresOn),
    lot?.batch && words.batch(lot.batch),
    note,
  ];
  return said.filter((one) => typeof one === "string");
}

/** Quantity, name, amount, tax letter; a second line only when it adds something. */
export function TicketLine({ line, each }: Props) {
  const { quantity, unitPrice, discount, total, taxCode } = line;
  const hasUnitPrice = quantity > 1 || discount !== null;
  return (
    <>
      <span className={quantity === 1 ? "quantity one" : "quantity"}>{quantity}</span>
      <span>
        <span className="name">{nameWords(line)}</span>
        {hasUnitPrice && <span className="each">{each(formatAmount(unitPrice))}</span>}
        {saidOf(line).map((said) => (
          <span key={said} className="said">
            {said}
          </span>
        ))}
      </span>
      <span className="amount num">{formatAmount(total)}</span>
      <span className="tax">{taxCode}</span>
      {discount && (
        <span className="discount">
          <Tag aria-hidden="true" />
          {formatDiscount(discount)}
          <span className="num">
            {MINUS}
            {formatAmount(discount.amount)}
          </span>
        </span>
      )}
    </>
  );
}
