import type { SaleDetailView, ShopView } from "../../../contract/views.ts";
import { ReceiptPaper } from "../../components/receipt-paper.tsx";
import { LedgerEntries } from "./ledger-entries.tsx";
import { PaymentIds } from "./payment-ids.tsx";
import { PaymentTimeline } from "./payment-timeline.tsx";
import { RefundList } from "./refund-list.tsx";
import { salesWords } from "./sales-words.ts";

type Props = Readonly<{ detail: SaleDetailView; shop: ShopView }>;

/** What happened, under which ids, and what was written: a card sale's whole proof. */
export function PaymentProof({ detail, shop }: Props) {
  const { payments, entries, receipt } = detail;
  const refunds = payments.flatMap((payment) => payment.refunds);
  return (
    <div className="proof">
      <div className="seen">
        {payments.map((payment, index) => (
          <PaymentTimeline
            key={payment.payment.paymentId}
            detail={payment}
            // The last payment is the one that paid; the entries of the sale tell its story.
            entries={index === payments.length - 1 ? entries : []}
            title={salesWords.whatHappened(index + 1, payments.length)}
          />
        ))}
      </div>
      <div className="entries">
        {refunds.length > 0 && <RefundList refunds={refunds} />}
        {payments.map((payment, index) => (
          <PaymentIds
            key={payment.payment.paymentId}
            detail={payment}
            title={salesWords.ids(index + 1, payments.length)}
          />
        ))}
        <LedgerEntries entries={entries} shop={shop} />
      </div>
      <div className="proof-receipt">
        <ReceiptPaper receipt={receipt} shop={shop} />
      </div>
    </div>
  );
}
