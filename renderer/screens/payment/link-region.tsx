import { ExternalLink, Hourglass, QrCode as CodeIcon, X } from "lucide-react";
import type { PayLinkView, PaymentView } from "../../../contract/payment-views.ts";
import { cancelPayment, serveNext } from "../../actions/take-card.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { QrCode } from "../../components/qr-code.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatSeconds, formatSpan, secondsSince, shareOf } from "../../format/elapsed.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useNow } from "../../store/use-now.ts";
import { opensPages } from "../../transports/opens-pages.ts";
import { Hero } from "./hero.tsx";
import { LaneBack } from "./lane-back.tsx";
import { Lapse } from "./lapse.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { Region } from "./region.tsx";

type Props = Readonly<{ payment: PaymentView; link: PayLinkView; isHeld: boolean }>;

const words = paymentWords.link;

/** The customer pays on a page of the relay's: where it is, how long it stays, and its end. */
export function LinkRegion({ payment, link, isHeld }: Props) {
  const { amount, isCancelRequested } = payment;
  return (
    <Region
      tone={isCancelRequested ? "plain" : "blue"}
      icon={isCancelRequested ? Hourglass : CodeIcon}
      title={isCancelRequested ? words.cancelling : words.title}
      aside={words.page}
      foot={<LinkFoot payment={payment} isHeld={isHeld} />}
    >
      <div className="stage link">
        <div>
          <Hero amount={amount} />
          <p className="say">{link.url === null ? words.making : words.say}</p>
          <p className="tell">{adviceOf(payment, link)}</p>
          <Left payment={payment} />
        </div>
        <div className="pay-page">
          {link.url !== null && !isCancelRequested && <Page url={link.url} />}
        </div>
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

function LinkFoot({ payment, isHeld }: Omit<Props, "link">) {
  const { paymentId, isCancelRequested } = payment;
  const close = () => {
    if (!isCancelRequested) void cancelPayment(paymentId);
  };
  // Esc leads from a held sale back to the open one, and never ends what a customer is doing.
  useKeys(isHeld ? { X: close } : { Escape: close });
  return (
    <>
      {isHeld && <LaneBack />}
      <TallButton
        name={isCancelRequested ? words.requested : words.cancel}
        icon={isCancelRequested ? Hourglass : X}
        keyName={isHeld ? "X" : "Esc"}
        isDisabled={isCancelRequested}
        onPress={close}
      />
      <PayingNote>{isHeld ? words.heldAdvice : paymentWords.scansWait}</PayingNote>
      {!isHeld && <NextCustomer payment={payment} />}
    </>
  );
}

/** The page stays as it is, and its sale waits beside the next one. */
function NextCustomer({ payment }: Readonly<{ payment: PaymentView }>) {
  const serve = () => void serveNext(payment.paymentId);
  useKeys({ Enter: serve });
  return <PrimaryButton name={paymentWords.unknown.serveNext} keyName="Enter" onPress={serve} />;
}

function adviceOf({ isCancelRequested }: PaymentView, { url }: PayLinkView): string {
  if (isCancelRequested) return words.cancellingAdvice;
  return url === null ? words.makingAdvice : words.advice;
}

/** The code to scan, and the same address for whoever has no camera at hand. */
function Page({ url }: Readonly<{ url: string }>) {
  return (
    <>
      <QrCode text={url} label={words.code} />
      <code className="code">{url}</code>
      {opensPages(window) && <PageLink url={url} />}
    </>
  );
}

function PageLink({ url }: Readonly<{ url: string }>) {
  useKeys({ O: () => window.open(url, "_blank", "noopener,noreferrer") });
  return (
    <a
      className="button"
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      aria-keyshortcuts="O"
    >
      <ExternalLink aria-hidden="true" />
      {words.open}
      <KeyCap name="O" />
    </a>
  );
}

function Left({ payment: { tryStartedAtMs, endsAtMs } }: Readonly<{ payment: PaymentView }>) {
  const now = useNow();
  return (
    <Lapse
      text={formatSeconds(secondsSince(tryStartedAtMs, now))}
      share={shareOf({ fromMs: tryStartedAtMs, toMs: endsAtMs }, now)}
      note={paymentWords.waiting.endsAt(formatSpan(secondsSince(tryStartedAtMs, endsAtMs)))}
    />
  );
}
