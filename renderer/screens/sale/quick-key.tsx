import type { ProductView } from "../../../contract/views.ts";
import { addProduct } from "../../actions/edit-sale.ts";
import { formatAmount } from "../../format/format-money.ts";
import type { Place } from "./key-places.ts";
import { saleWords } from "./sale-words.ts";

/** The tab has room for two digits; the ticket says the whole count. */
const MOST_SHOWN = 99;

type Props = Readonly<{ product: ProductView; place: Place | undefined; count: number }>;

/** Name, detail, price; a black tab says how many are in this sale. */
export function QuickKey({ product, place, count }: Props) {
  const style = place && { gridRow: place.row, gridColumn: place.column };
  return (
    <button
      type="button"
      className={count > 0 ? "quick-key in-sale" : "quick-key"}
      style={style}
      onClick={() => void addProduct(product)}
    >
      <span className="name">{product.name}</span> <span className="detail">{product.detail}</span>{" "}
      <span className="price num">{formatAmount(product.price)}</span>
      {count > 0 && (
        <span className="count">
          <span className="hidden">, {saleWords.inSale(count)}</span>
          <span aria-hidden="true">{count > MOST_SHOWN ? `${MOST_SHOWN}+` : count}</span>
        </span>
      )}
    </button>
  );
}
