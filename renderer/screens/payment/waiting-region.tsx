import { ExternalLink, Hand, Stethoscope, X } from "lucide-react";
import { useState } from "react";
import type { PaymentView, StatusView } from "../../../contract/payment-views.ts";
import { cancelPayment, checkPayment } from "../../actions/take-card.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatSeconds, formatSpan, secondsSince, shareOf } from "../../format/elapsed.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatClock } from "../../format/format-time.ts";
import { PATIENCE_S } from "../../format/payment-track.ts";
import { nowMs } from "../../format/wall-clock.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useNow } from "../../store/use-now.ts";
import { Hero } from "./hero.tsx";
import { Lapse } from "./lapse.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { ReaderName } from "./reader-name.tsx";
import { ReaderPicture } from "./reader-picture.tsx";
import { Region } from "./region.tsx";

type Props = Readonly<{ payment: PaymentView; reader: StatusView["reader"] }>;

/** `note`: what the clerk should know meanwhile. */
type RegionProps = Props & Readonly<{ note?: string }>;

const words = paymentWords.waiting;

/** The customer must act; the clerk reads how long it has been and can only cancel. */
export function WaitingRegion({ payment, reader, note = paymentWords.scansWait }: RegionProps) {
  const { paymentId, amount, onReaderAtMs } = payment;
  const isShown = onReaderAtMs !== null;
  const cancel = () => void cancelPayment(paymentId);
  useKeys({ Escape: cancel });
  const foot = (
    <>
      <TallButton name={words.cancel} icon={X} keyName="Esc" onPress={cancel} />
      <PayingNote>{note}</PayingNote>
    </>
  );
  return (
    <Region
      tone="blue"
      icon={Hand}
      title={words.title}
      aside={<ReaderName>{payment.readerLabel}</ReaderName>}
      foot={foot}
    >
      <div className="stage">
        <div>
          <Hero amount={amount} />
          <Patience payment={payment} reader={reader} />
        </div>
        <ReaderPicture
          amount={amount}
          label={words.readerShows(formatAmount(amount))}
          asks={
            isShown ? [words.readerAsks.first, words.readerAsks.then] : [words.readerConnecting]
          }
          isInviting={isShown}
        />
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

/** What the customer does, for how long already, and after a while what may be wrong. */
function Patience({ payment, reader }: Props) {
  const { tryStartedAtMs, endsAtMs, paymentId } = payment;
  const now = useNow();
  const [checkedAtMs, setCheckedAtMs] = useState<number | null>(null);
  const seconds = secondsSince(tryStartedAtMs, now);
  const isLate = seconds >= PATIENCE_S;
  const check = async () => {
    if (await checkPayment(paymentId)) setCheckedAtMs(nowMs());
  };
  useKeys({
    R: () => {
      if (isLate) void check();
    },
  });
  const isShown = payment.onReaderAtMs !== null;
  return (
    <>
      <p className="say">{isShown || isLate ? words.say : words.onItsWay}</p>
      <p className="tell">
        {checkedAtMs === null
          ? reasonOf({ payment, reader, isLate })
          : words.checked(formatClock(checkedAtMs))}
      </p>
      <Lapse
        text={formatSeconds(seconds)}
        share={shareOf({ fromMs: tryStartedAtMs, toMs: endsAtMs }, now)}
        note={words.endsAt(formatSpan(secondsSince(tryStartedAtMs, endsAtMs)))}
      />
      <div className="helps">
        {isLate && (
          <button
            type="button"
            className="button"
            aria-keyshortcuts="R"
            onClick={() => void check()}
          >
            <Stethoscope aria-hidden="true" />
            {words.checkReader}
            <KeyCap name="R" />
          </button>
        )}
        {reader.simulatorUrl !== null && <SimulatorLink url={reader.simulatorUrl} />}
      </div>
    </>
  );
}

function reasonOf({ payment, reader, isLate }: Props & Readonly<{ isLate: boolean }>): string {
  const { onReaderAtMs } = payment;
  if (onReaderAtMs === null) return isLate ? words.notShown : words.onItsWayAdvice;
  if (!isLate) return words.showing;
  return reader.state === "offline" ? words.readerOffline : words.noCard(formatClock(onReaderAtMs));
}

/** In the demo the reader is a page of its own. */
function SimulatorLink({ url }: Readonly<{ url: string }>) {
  useKeys({ O: () => window.open(url, "_blank", "noopener") });
  return (
    <a
      className="button"
      href={url}
      target="_blank"
      rel="noopener"
      aria-label={words.openSimulator}
      aria-keyshortcuts="O"
    >
      <ExternalLink aria-hidden="true" />
      {words.simulator}
      <KeyCap name="O" />
    </a>
  );
}
