import { Check, Copy, TriangleAlert } from "lucide-react";
import { useState } from "react";
import type { PaymentDetailView } from "../../../contract/payment-views.ts";
import { copyText } from "../../actions/copy-text.ts";
import { cardWords, readWords } from "../../format/card-words.ts";
import { CertificateDialog } from "./certificate-dialog.tsx";
import { salesWords } from "./sales-words.ts";

type Props = Readonly<{ detail: PaymentDetailView; title: string }>;

/** The names under which Stripe knows this payment, to be copied into its dashboard. */
export function PaymentIds({ detail, title }: Props) {
  const { payment, stripePaymentIntentId, chargeId } = detail;
  const card = payment.tries.at(-1);
  const read = card ? readWords(card.readMethod) : null;
  return (
    <section className="panel ids" aria-label={title}>
      <h2 className="label">{title}</h2>
      <dl>
        {stripePaymentIntentId !== null && (
          <div className="copied">
            <dt>stripe_payment_intent_id</dt>
            <dd>
              <span className="mono">{stripePaymentIntentId}</span>
              <CopyButton text={stripePaymentIntentId} />
            </dd>
          </div>
        )}
        {chargeId !== null && (
          <div>
            <dt>{salesWords.charge}</dt>
            <dd className="mono">{chargeId}</dd>
          </div>
        )}
        {card?.last4 != null && (
          <div>
            <dt>{salesWords.tender.card}</dt>
            <dd>{[cardWords(card), read?.toLowerCase()].filter(Boolean).join(", ")}</dd>
          </div>
        )}
      </dl>
      <CertificateDialog paymentId={payment.paymentId} />
    </section>
  );
}

function CopyButton({ text }: Readonly<{ text: string }>) {
  const [isCopied, setCopied] = useState<boolean | null>(null);
  const Icon = isCopied === null ? Copy : isCopied ? Check : TriangleAlert;
  const said = isCopied === null ? "" : isCopied ? salesWords.copied : salesWords.notCopied;
  return (
    <>
      <button
        type="button"
        className="button quiet"
        aria-label={salesWords.copyIntentId}
        onClick={() => void copyText(text).then(setCopied)}
      >
        <Icon aria-hidden="true" />
      </button>
      <span className="hidden" role="status">
        {said}
      </span>
    </>
  );
}
