import { Check, ShieldCheck } from "lucide-react";
import { addMoney } from "../../../contract/money.ts";
import type { SaleDetailView, ShopView } from "../../../contract/views.ts";
import { ReceiptPaper } from "../../components/receipt-paper.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatDay, formatTime } from "../../format/format-time.ts";
import { DetailActions } from "./detail-actions.tsx";
import { ExchangeDialog } from "./exchange-dialog.tsx";
import { LateTips } from "./late-tips.tsx";
import { LedgerEntries } from "./ledger-entries.tsx";
import { PaymentProof } from "./payment-proof.tsx";
import { RefundDialog } from "./refund-dialog.tsx";
import { salesWords } from "./sales-words.ts";

type Props = Readonly<{ detail: SaleDetailView; shop: ShopView }>;

/** The sale as the customer has it, beside what it did to the ledger and how that is proven. */
export function SaleDetail({ detail, shop }: Props) {
  const { receipt, payments } = detail;
  const paid = addMoney(receipt.total, receipt.rounding);
  const isVerified = payments.some(({ payment }) => payment.phase === "captured");
  const hasCard = payments.length > 0;
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
              {isVerified ? <ShieldCheck aria-hidden="true" /> : <Check aria-hidden="true" />}
              {isVerified ? salesWords.verified : salesWords.inLedger}
            </span>
          </div>
        </div>
        <span className="grow" />
        <DetailActions detail={detail} />
      </header>
      <LateTips detail={detail} />
      {hasCard ? (
        <PaymentProof detail={detail} shop={shop} />
      ) : (
        <div className="sale-columns">
          <ReceiptPaper receipt={receipt} shop={shop} />
          <div className="entries">
            <LedgerEntries entries={detail.entries} shop={shop} />
          </div>
        </div>
      )}
      <RefundDialog left={detail.left} />
      <ExchangeDialog left={detail.left} />
    </section>
  );
}
