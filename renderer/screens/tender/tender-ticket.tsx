import type { SaleView, ShopView } from "../../../contract/views.ts";
import { SumRow } from "../../components/sum-row.tsx";
import { TicketLine } from "../../components/ticket-line.tsx";
import { cashRounding } from "../../format/cash-change.ts";
import { formatAmount } from "../../format/format-money.ts";
import { saleWords } from "../sale/sale-words.ts";
import { tenderWords } from "./tender-words.ts";

/** The sale while it is being paid: read, not worked on. */
export function TenderTicket({ sale, shop }: Readonly<{ sale: SaleView; shop: ShopView }>) {
  const rounding = cashRounding(sale);
  return (
    <section className="ticket locked" aria-label={saleWords.sale}>
      <header>
        <h2>{saleWords.sale}</h2>
        <span className="meta">{saleWords.items(sale.itemCount)}</span>
      </header>
      <ul className="lines" aria-label={saleWords.sale} tabIndex={0}>
        {sale.lines.map((line) => (
          <li key={line.lineId} className="line">
            <div className="line-main">
              <TicketLine line={line} each={saleWords.each} />
            </div>
          </li>
        ))}
      </ul>
      <div className="sums">
        <dl>
          <SumRow
            name={tenderWords.total(saleWords.items(sale.itemCount))}
            figure={formatAmount(sale.total)}
          />
          {rounding.minor !== 0 && (
            <SumRow name={tenderWords.rounding} figure={formatAmount(rounding)} />
          )}
        </dl>
        <div className="total">
          <div>
            <b>{tenderWords.stillToPay}</b>
            <span className="meta">{shop.currency}</span>
          </div>
          <output className="num" aria-label={tenderWords.stillToPay}>
            {formatAmount(sale.cashTotal)}
          </output>
        </div>
      </div>
    </section>
  );
}
