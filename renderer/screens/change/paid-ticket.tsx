import { Check } from "lucide-react";
import { addMoney } from "../../../contract/money.ts";
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

/** The sale as it now stands in the ledger: its sum wears the double rule. */
export function PaidTicket({ receipt }: Readonly<{ receipt: ReceiptView }>) {
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
          {receipt.tenders.map((tender, at) => (
            <TenderRow key={at} tender={tender} isOnly={receipt.tenders.length === 1} />
          ))}
        </dl>
        <TotalRow
          name={changeWords.paid}
          amount={addMoney(receipt.total, receipt.rounding)}
          isInLedger
        />
      </div>
    </section>
  );
}

type RowProps = Readonly<{ tender: TenderView; isOnly: boolean }>;

/** Of one tender in cash, what was given; of several, what each settled, so that they add up. */
function TenderRow({ tender, isOnly }: RowProps) {
  return tender.tender === "cash" && isOnly ? (
    <SumRow name={changeWords.cashGiven} figure={formatAmount(tender.given)} />
  ) : (
    <SumRow name={paidWords(tender)} figure={formatAmount(tender.amount)} />
  );
}
