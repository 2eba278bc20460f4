import { Check, ReceiptText } from "lucide-react";
import type { ReceiptView, TenderView } from "../../../contract/views.ts";
import { showReceipt } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { paidWords } from "../../format/paid-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import { saleWords } from "./sale-words.ts";

/** The sale before this one, and its receipt. */
export function LastSale({ receipt }: Readonly<{ receipt: ReceiptView }>) {
  const tender = receipt.tenders[0];
  return (
    <section className="panel side-panel" aria-label={saleWords.lastSale}>
      <header>
        {saleWords.lastSale}
        <span className="chip good">
          <Check aria-hidden="true" />
          {saleWords.paid}
        </span>
      </header>
      <div className="last-sale">
        <b>{receipt.receiptNumber}</b>
        <b className="num">{formatAmount(tender?.amount ?? receipt.total)}</b>
        <span className="meta">
          {formatTime(receipt.atMs)}, {saleWords.items(receipt.itemCount)}
        </span>
        <span className="meta num">{tender && tenderNote(tender)}</span>
        <button
          type="button"
          className="button"
          aria-keyshortcuts="Alt+R"
          onClick={() => {
            showReceipt(receipt);
          }}
        >
          <ReceiptText aria-hidden="true" />
          {saleWords.showReceipt}
          <KeyCap name="Alt R" />
        </button>
      </div>
    </section>
  );
}

function tenderNote(tender: TenderView): string {
  return tender.tender === "cash"
    ? saleWords.change(formatAmount(tender.change))
    : paidWords(tender);
}
