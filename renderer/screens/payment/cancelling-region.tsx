import { Hourglass } from "lucide-react";
import { useState } from "react";
import type { PaymentView } from "../../../contract/payment-views.ts";
import { formatSeconds, secondsSince } from "../../format/elapsed.ts";
import { nowMs } from "../../format/wall-clock.ts";
import { useNow } from "../../store/use-now.ts";
import { Hero } from "./hero.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { ReaderName } from "./reader-name.tsx";
import { ReaderPicture } from "./reader-picture.tsx";
import { Region } from "./region.tsx";

const words = paymentWords.cancelling;

type Props = Readonly<{ payment: PaymentView; note?: string }>;

/** Requested is not cancelled: no colour until Stripe has spoken. */
export function CancellingRegion({ payment, note = paymentWords.scansWait }: Props) {
  const { amount, isCardInProcess } = payment;
  const foot = (
    <>
      <button type="button" className="button tall" disabled>
        <b>{words.requested}</b>
        <Hourglass aria-hidden="true" />
      </button>
      <PayingNote>{note}</PayingNote>
    </>
  );
  return (
    <Region
      tone="plain"
      icon={Hourglass}
      title={isCardInProcess ? words.inProcess : words.title}
      aside={<ReaderName>{payment.readerLabel}</ReaderName>}
      foot={foot}
    >
      <div className="stage">
        <div>
          <Hero amount={amount} />
          <p className="say">{isCardInProcess ? words.inProcessSay : words.say}</p>
          <p className="tell">{isCardInProcess ? words.inProcessAdvice : words.advice}</p>
          <WaitedFor />
        </div>
        <ReaderPicture
          amount={amount}
          label={words.readerShows}
          asks={[words.readerSays]}
          isInviting={false}
        />
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

/** Counts from the moment that this was shown: the register does not keep when it was asked. */
function WaitedFor() {
  const [shownAtMs] = useState(nowMs);
  const seconds = secondsSince(shownAtMs, useNow());
  return (
    <div className="clock">
      <b>{formatSeconds(seconds)}</b>
      <span className="meta">{words.waits}</span>
    </div>
  );
}
