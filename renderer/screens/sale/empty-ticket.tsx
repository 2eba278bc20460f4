import type { ReceiptView } from "../../../contract/views.ts";
import { LastSale } from "./last-sale.tsx";
import { saleWords } from "./sale-words.ts";

/** What to do, and the sale just made: its receipt is often asked for one customer later. */
export function EmptyTicket({ lastReceipt }: Readonly<{ lastReceipt: ReceiptView | null }>) {
  return (
    <div className="ticket-empty">
      <div>
        <b>{saleWords.emptyTitle}</b>
        <p>{saleWords.emptyAdvice}</p>
      </div>
      {lastReceipt && <LastSale receipt={lastReceipt} />}
    </div>
  );
}
