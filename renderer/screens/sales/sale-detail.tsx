import { Check } from "lucide-react";
import type { SaleDetailView, ShopView } from "../../../contract/views.ts";
import { ReceiptPaper } from "../../components/receipt-paper.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay, formatTime } from "../../format/format-time.ts";
import { LedgerEntry } from "./ledger-entry.tsx";
import { salesWords } from "./sales-words.ts";

type Props = Readonly<{ detail: SaleDetailView; shop: ShopView }>;

/** The receipt as the customer has it, beside what it did to the ledger. */
export function SaleDetail({ detail, shop }: Props) {
  const { receipt, entries } = detail;
  const paid = receipt.tenders[0]?.amount ?? receipt.total;
  return (
    <section className="page" aria-label={salesWords.inLedger} tabIndex={0}>
      <header className="lined">
        <div>
          <span className="meta">
            {salesWords.receipt(
              receipt.receiptNumber,
              formatDay(receipt.atMs),
              formatTime(receipt.atMs),
            )}
          </span>
          <div className="row">
            <span className="big-figure ruled proven num">{formatAmount(paid)}</span>
            <span className="chip good">
              <Check aria-hidden="true" />
              {salesWords.inLedger}
            </span>
          </div>
        </div>
      </header>
      <div className="sale-columns">
        <ReceiptPaper receipt={receipt} shop={shop} />
        <div className="entries">
          <h2 className="label">{salesWords.entries}</h2>
          {entries.map((entry) => (
            <LedgerEntry key={entry.seq} entry={entry} shop={shop} />
          ))}
        </div>
      </div>
    </section>
  );
}
