import { Check, ReceiptText } from "lucide-react";
import { addMoney } from "../../../contract/money.ts";
import type { ReceiptView } from "../../../contract/views.ts";
import { showReceipt } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { changeOf, paidWords } from "../../format/paid-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import { saleWords } from "./sale-words.ts";

/** The sale before this one, and its receipt. */
export function LastSale({ receipt }: Readonly<{ receipt: ReceiptView }>) {
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
        <b className="num">{formatAmount(addMoney(receipt.total, receipt.rounding))}</b>
        <span className="meta">
          {formatTime(receipt.atMs)}, {saleWords.items(receipt.itemCount)}
        </span>
        <span className="meta num">{paidNote(receipt)}</span>
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

/** The change that was given, whichever part was cash; without cash, how it was paid. */
function paidNote(receipt: ReceiptView): string {
  const change = changeOf(receipt);
  if (change !== null) return saleWords.change(formatAmount(change));
  return receipt.tenders.map(paidWords).join(", ");
}
