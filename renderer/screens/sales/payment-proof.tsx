import type { SaleDetailView, ShopView } from "../../../contract/views.ts";
import { ReceiptPaper } from "../../components/receipt-paper.tsx";
import { entriesDuring } from "../../format/timeline.ts";
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
  const numbered = payments.map((payment, index) => ({
    payment,
    written: entriesDuring(payments, index, entries),
    number: index + 1,
  }));
  // The last payment is the one that paid, so it is what is looked for.
  const newestFirst = numbered.toReversed();
  return (
    <div className="proof">
      <div className="seen">
        {newestFirst.map(({ payment, written, number }) => (
          <PaymentTimeline
            key={number}
            detail={payment}
            entries={written}
            title={salesWords.whatHappened(number, payments.length)}
          />
        ))}
      </div>
      <div className="entries">
        {refunds.length > 0 && <RefundList refunds={refunds} />}
        {newestFirst.map(({ payment, number }) => (
          <PaymentIds
            key={number}
            detail={payment}
            title={salesWords.ids(number, payments.length)}
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
