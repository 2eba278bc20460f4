import type { DisplaySale, DisplayView } from "../../contract/display-views.ts";
import { addMoney, type Money } from "../../contract/money.ts";
import type { LineView } from "../../contract/views.ts";
import { formatAmount } from "../format/format-money.ts";
import { measureWords, nameWords } from "../format/line-words.ts";
import { displayWords } from "./display-words.ts";

type Props = Readonly<{ sale: DisplaySale; shop: DisplayView["shop"] }>;

/** The newest line stays in sight; older ones leave at the top. */
export function DisplayLines({ sale, shop }: Props) {
  const showNewest = (element: HTMLElement | null) => {
    element?.scrollIntoView({ block: "end" });
  };
  return (
    <>
      <ul className="display-lines">
        {sale.lines.map((line, index) => (
          <li key={line.lineId} ref={index === sale.lines.length - 1 ? showNewest : null}>
            <Line line={line} />
          </li>
        ))}
      </ul>
      <footer className="display-foot">
        <TaxNote sale={sale} shop={shop} />
        {sale.discountTotal.minor > 0 && (
          <span className="num">{displayWords.saved(formatAmount(sale.discountTotal))}</span>
        )}
      </footer>
    </>
  );
}

function Line({ line }: Readonly<{ line: LineView }>) {
  const { quantity, unitPrice, override, discount, total } = line;
  const notes = [
    quantity > 1 && displayWords.each(formatAmount(unitPrice)),
    measureWords(line) ?? false,
    override !== undefined && displayWords.insteadOf(formatAmount(override.original)),
    discount !== null && displayWords.was(formatAmount(addMoney(total, discount.amount))),
  ].filter((note) => note !== false);
  return (
    <>
      <span className={quantity > 1 ? "quantity" : "quantity one"}>{quantity}</span>
      <span>
        <span className="name">{nameWords(line)}</span>
        {notes.length > 0 && <span className="note">{notes.join(", ")}</span>}
      </span>
      <span className="amount num">{formatAmount(total)}</span>
    </>
  );
}

function TaxNote({ sale: { taxes }, shop: { taxName, taxMode, currency } }: Props) {
  const none: Money = { minor: 0, currency };
  const tax = taxes.map((each) => each.tax).reduce(addMoney, none);
  if (tax.minor === 0) return <span />;
  const say = taxMode === "inclusive" ? displayWords.taxIncluded : displayWords.taxAdded;
  return <span className="num">{say(taxName, formatAmount(tax))}</span>;
}
