import { Copy, Download, ShieldCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button, Dialog, DialogTrigger, Heading, Modal, ModalOverlay } from "react-aria-components";
import type { CertificateView } from "../../../contract/certificate-views.ts";
import type { PaymentId } from "../../../contract/ids.ts";
import { copyText } from "../../actions/copy-text.ts";
import { api } from "../../api.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { entryWords } from "../../format/timeline.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useCover } from "../../keys/use-cover.ts";
import { certificateWords as words, notVerifiedWords } from "./certificate-words.ts";

/** Made and proven when it is opened; nothing changes by it. */
export function CertificateDialog({ paymentId }: Readonly<{ paymentId: PaymentId }>) {
  const [certificate, setCertificate] = useState<CertificateView | null>(null);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const read = async () => {
    const answer = await api("payments.certificate", { id: paymentId });
    setCertificate(answer.ok ? answer.value : null);
    setRefusal(answer.ok ? null : answer.refusal);
  };
  return (
    <DialogTrigger
      onOpenChange={(isOpen) => {
        if (isOpen) void read();
      }}
    >
      <Button className="button">
        <ShieldCheck aria-hidden="true" />
        {words.open}
      </Button>
      <ModalOverlay className="scrim" isDismissable>
        <Modal className="dialog">
          <Dialog className="dialog-in">
            {({ close }) => (
              <>
                <header>
                  <Heading slot="title" level={2}>
                    {words.title}
                  </Heading>
                </header>
                <div
                  className="dialog-body certificate"
                  tabIndex={0}
                  role="region"
                  aria-label={words.title}
                >
                  {refusal && <RefusalNote code={refusal} />}
                  {certificate && <Certificate certificate={certificate} />}
                </div>
                <CertificateFoot certificate={certificate} onClose={close} />
              </>
            )}
          </Dialog>
        </Modal>
      </ModalOverlay>
    </DialogTrigger>
  );
}

function Certificate({ certificate }: Readonly<{ certificate: CertificateView }>) {
  const { verified, stripe, states, entries, head, witness, paymentId } = certificate;
  const Icon = verified.isVerified ? ShieldCheck : TriangleAlert;
  const counted = states.filter((state) => state.counted).length;
  const facts: readonly (readonly [string, string])[] = [
    [words.payment, paymentId],
    ["stripe_payment_intent_id", stripe.paymentIntentId ?? words.none],
    [words.charges, stripe.chargeIds.join(", ") || words.none],
    [words.refunds, refundsOf(certificate) || words.none],
    [words.reader, `${stripe.connection}, ${stripe.readerId}`],
    [words.events, stripe.eventIds.join(", ") || words.none],
    [words.states, words.counted(counted, states.length)],
    [words.head, `${head.seq} ${head.hash}`],
    [words.witness, witness === null ? words.none : `${witness.seq} ${witness.hash}`],
  ];
  return (
    <>
      <p className={verified.isVerified ? "chip good" : "chip warn"} role="status">
        <Icon aria-hidden="true" />
        {verified.fault === null
          ? words.verified(verified.links)
          : notVerifiedWords(verified.fault)}
      </p>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
      <h3 className="label">{words.entries}</h3>
      <dl className="facts">
        {entries.map(({ seq, type, hash }) => (
          <div key={seq}>
            <dt>
              {seq} {entryWords(type)}
            </dt>
            <dd className="mono">{hash}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function refundsOf({ stripe }: CertificateView): string {
  return stripe.refunds
    .map(({ stripeRefundId, refundId, state }) => `${stripeRefundId ?? refundId} ${state}`)
    .join(", ");
}

type FootProps = Readonly<{ certificate: CertificateView | null; onClose: () => void }>;

function CertificateFoot({ certificate, onClose }: FootProps) {
  useCover();
  const [said, setSaid] = useState("");
  const copy = async () => {
    const isCopied = await copyText(JSON.stringify(certificate, null, 2));
    setSaid(isCopied ? words.copied : words.notCopied);
  };
  const write = async (id: PaymentId) => {
    const answer = await api("payments.export-certificate", { id });
    if (answer.ok) setSaid(words.exported(answer.value.json, answer.value.html));
  };
  return (
    <footer>
      <button type="button" className="button" onClick={onClose}>
        {words.close}
        <KeyCap name="Esc" />
      </button>
      <span className="meta grow" role="status">
        {said}
      </span>
      <button
        type="button"
        className="button"
        disabled={certificate === null}
        onClick={() => void copy()}
      >
        <Copy aria-hidden="true" />
        {words.copy}
      </button>
      <button
        type="button"
        className="button"
        disabled={certificate === null}
        onClick={() => {
          if (certificate !== null) void write(certificate.paymentId);
        }}
      >
        <Download aria-hidden="true" />
        {words.export}
      </button>
    </footer>
  );
}
