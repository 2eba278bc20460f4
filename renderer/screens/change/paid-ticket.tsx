import { Check } from "lucide-react";
import type { ReceiptView, TenderView } from "../../../contract/views.ts";
import { LockedLines } from "../../components/locked-lines.tsx";
import { SumRow } from "../../components/sum-row.tsx";
import { TotalRow } from "../../components/total-row.tsx";
import { paidWords } from "../../format/paid-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { HeldSales } from "../sale/held-sales.tsx";
import { saleWords } from "../sale/sale-words.ts";
import { tenderWords } from "../tender/tender-words.ts";
import { changeWords } from "./change-words.ts";

type Props = Readonly<{ receipt: ReceiptView; tender: TenderView }>;

/** The sale as it now stands in the ledger: its sum wears the double rule. */
export function PaidTicket({ receipt, tender }: Props) {
  return (
    <section className="ticket locked" aria-label={saleWords.sale}>
      <HeldSales />
      <header>
        <h2>{changeWords.saleNumber(receipt.receiptNumber)}</h2>
        <span className="meta">{saleWords.items(receipt.itemCount)}</span>
        <span className="grow" />
        <span className="chip good">
          <Check aria-hidden="true" />
          {changeWords.paid}
        </span>
      </header>
      <LockedLines lines={receipt.lines} />
      <div className="sums">
        <dl>
          <SumRow
            name={tenderWords.total(saleWords.items(receipt.itemCount))}
            figure={formatAmount(receipt.total)}
          />
          {receipt.rounding.minor !== 0 && (
            <SumRow name={changeWords.rounding} figure={formatAmount(receipt.rounding)} />
          )}
          <TenderRow tender={tender} />
        </dl>
        <TotalRow name={changeWords.paid} amount={tender.amount} isInLedger />
      </div>
    </section>
  );
}

function TenderRow({ tender }: Readonly<{ tender: TenderView }>) {
  return tender.tender === "cash" ? (
    <SumRow name={changeWords.cashGiven} figure={formatAmount(tender.given)} />
  ) : (
    <SumRow name={paidWords(tender)} figure={formatAmount(tender.amount)} />
  );
}
