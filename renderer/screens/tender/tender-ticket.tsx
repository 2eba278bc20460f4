import type { SaleView } from "../../../contract/views.ts";
import { SumRow } from "../../components/sum-row.tsx";
import { TotalRow } from "../../components/total-row.tsx";
import { TicketLine } from "../../components/ticket-line.tsx";
import { cashRounding } from "../../format/cash-change.ts";
import { formatAmount } from "../../format/format-money.ts";
import { saleWords } from "../sale/sale-words.ts";
import { tenderWords } from "./tender-words.ts";

/** The sale while it is being paid: read, not worked on. */
export function TenderTicket({ sale }: Readonly<{ sale: SaleView }>) {
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
        <TotalRow name={tenderWords.stillToPay} amount={sale.cashTotal} />
      </div>
    </section>
  );
}
