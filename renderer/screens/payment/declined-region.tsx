import { CircleX, CreditCard, Wallet, X } from "lucide-react";
import type { PaymentView, TryView } from "../../../contract/payment-views.ts";
import { cancelPayment, retryCard } from "../../actions/take-card.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { cardWords, readWords } from "../../format/card-words.ts";
import { declineWords } from "../../format/decline-words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { Hero } from "./hero.tsx";
import { LaneBack } from "./lane-back.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { Quote } from "./quote.tsx";
import { ReaderName } from "./reader-name.tsx";
import { Region } from "./region.tsx";

const words = paymentWords.declined;

type Props = Readonly<{ payment: PaymentView; isHeld: boolean }>;

/** "Nothing was charged" first, then words that the clerk can say aloud. */
export function DeclinedRegion({ payment, isHeld }: Props) {
  const { paymentId } = payment;
  const { title, advice, quote, code } = declineWords(payment.tries.at(-1)?.declineCode ?? null);
  const retry = () => void retryCard(paymentId);
  const end = () => void cancelPayment(paymentId);
  useKeys({ Enter: retry, E: end });
  const foot = (
    <>
      {isHeld ? <LaneBack /> : <EscapeToEnd onPress={end} />}
      {isHeld && <TallButton name={paymentWords.lane.end} icon={X} keyName="E" onPress={end} />}
      <PayingNote>{words.samePayment}</PayingNote>
      <PrimaryButton name={words.anotherCard} keyName="Enter" isCharge onPress={retry} />
    </>
  );
  return (
    <Region
      tone="red"
      icon={CircleX}
      title={words.title}
      aside={<ReaderName>{payment.readerLabel}</ReaderName>}
      foot={foot}
    >
      <div className="stage top">
        <div>
          <Hero amount={payment.amount} />
          <p className="say">{title}</p>
          <p className="tell">
            {advice} {code !== null && <span className="code">{code}</span>}
          </p>
          <Quote>{quote}</Quote>
        </div>
        <Tries tries={payment.tries} />
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

/** For the open sale the way back is another way to pay. */
function EscapeToEnd({ onPress }: Readonly<{ onPress: () => void }>) {
  useKeys({ Escape: onPress });
  return <TallButton name={words.otherWay} icon={Wallet} keyName="Esc" onPress={onPress} />;
}

/** As many as there is room for; the last ones matter. */
const SHOWN_TRIES = 4;

function Tries({ tries }: Readonly<{ tries: readonly TryView[] }>) {
  const declined = tries.filter(({ outcome }) => outcome === "declined").slice(-SHOWN_TRIES);
  return (
    <section className="tries" aria-label={words.soFar}>
      <h2 className="label">{words.soFar}</h2>
      <ul>
        {declined.map((attempt) => (
          <li key={attempt.number}>
            <CreditCard aria-hidden="true" />
            <div>
              <b>{cardWords(attempt)}</b>
              <span className="meta">
                {[words.tryNumber(attempt.number), readWords(attempt.readMethod)?.toLowerCase()]
                  .filter(Boolean)
                  .join(", ")}
              </span>
            </div>
            <span className="chip bad">
              <X aria-hidden="true" />
              {words.declined}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
