import type { SaleView } from "../../../contract/views.ts";
import { LockedLines } from "../../components/locked-lines.tsx";
import { SumRow } from "../../components/sum-row.tsx";
import { TotalRow } from "../../components/total-row.tsx";
import { cashRounding } from "../../format/cash-change.ts";
import { formatAmount } from "../../format/format-money.ts";
import { HeldSales } from "../sale/held-sales.tsx";
import { NoticeRow } from "../sale/notice-row.tsx";
import { saleWords } from "../sale/sale-words.ts";
import { PaidSoFar } from "./paid-so-far.tsx";
import { TakenParts } from "./taken-parts.tsx";
import { tenderWords } from "./tender-words.ts";

type Props = Readonly<{
  sale: SaleView;
  /** Only cash rounds what is left; anything else takes it as it is. */
  isCash: boolean;
}>;

/** The sale while it is being paid: read, not worked on. */
export function TenderTicket({ sale, isCash }: Props) {
  const rounding = cashRounding(sale);
  return (
    <section className="ticket locked" aria-label={saleWords.sale}>
      <HeldSales />
      <header>
        <h2>{saleWords.sale}</h2>
        <span className="meta">{saleWords.items(sale.itemCount)}</span>
      </header>
      <LockedLines lines={sale.lines} />
      <TakenParts sale={sale} />
      <NoticeRow dismissKey="Alt N" />
      <div className="sums">
        <dl>
          <SumRow
            name={tenderWords.total(saleWords.items(sale.itemCount))}
            figure={formatAmount(sale.total)}
          />
          <PaidSoFar sale={sale} />
          {isCash && rounding.minor !== 0 && (
            <SumRow name={tenderWords.rounding} figure={formatAmount(rounding)} />
          )}
        </dl>
        <TotalRow name={tenderWords.stillToPay} amount={isCash ? sale.cashLeft : sale.left} />
      </div>
    </section>
  );
}
