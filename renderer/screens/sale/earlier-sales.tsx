import type { SaleId } from "../../../contract/ids.ts";
import { openSalesAt } from "../../actions/navigate.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import { useSales } from "../../store/sales-store.ts";
import { saleWords } from "./sale-words.ts";

const SHOWN = 4;

/** On a wide screen the sales before the last one are in sight: customers come back. */
export function EarlierSales({ lastSaleId }: Readonly<{ lastSaleId: SaleId }>) {
  const sales = useSales((state) => state.sales);
  const earlier = (sales ?? []).filter(({ saleId }) => saleId !== lastSaleId).slice(0, SHOWN);
  if (earlier.length === 0) return null;
  return (
    <section className="panel side-panel" aria-label={saleWords.earlierSales}>
      <header>{saleWords.earlierSales}</header>
      <ul className="side-rows">
        {earlier.map(({ saleId, receiptNumber, atMs, itemCount, total }) => (
          <li key={saleId}>
            <button
              type="button"
              onClick={() => {
                openSalesAt(saleId);
              }}
            >
              <b>{receiptNumber}</b>
              <b className="num">{formatAmount(total)}</b>
              <span className="meta">
                {formatTime(atMs)}, {saleWords.items(itemCount)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
