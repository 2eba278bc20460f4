import { Ban, Banknote, CreditCard, Wallet } from "lucide-react";
import { leavePayment } from "../../actions/lanes.ts";
import { openTender } from "../../actions/navigate.ts";
import { chargeCard, takeUpSale } from "../../actions/take-card.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { endReasonWords } from "../../format/end-reason-words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import type { Paying } from "../../store/paying.ts";
import { Hero } from "./hero.tsx";
import { LaneBack } from "./lane-back.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { ReaderName } from "./reader-name.tsx";
import { Region } from "./region.tsx";

const words = paymentWords.cancelled;

type Props = Readonly<{ paying: Paying; isHeld: boolean }>;

/** Proven: this payment can never be charged. The sale is as it was. */
export function CancelledRegion({ paying, isHeld }: Props) {
  const { payment } = paying;
  const reason = endReasonWords(payment.endReason);
  const isStarted = payment.intentId !== null || reason === null;
  const advice = [
    reason?.advice,
    reason === null && words.closed,
    isHeld ? words.held : words.open,
  ].filter(Boolean);
  return (
    <Region
      tone="plain"
      icon={Ban}
      title={isStarted ? words.title : words.notStarted}
      aside={
        <ReaderName>
          {reason ? payment.readerLabel : words.readerFree(payment.readerLabel)}
        </ReaderName>
      }
      foot={isHeld ? <HeldFoot paying={paying} /> : <OpenFoot />}
    >
      <div className="stage top">
        <div>
          <Hero amount={payment.amount} note={words.stillToPay} />
          <p className="say">{reason ? reason.title : words.never}</p>
          <p className="tell">
            {advice.join(" ")} {reason && <span className="code">{payment.endReason}</span>}
          </p>
        </div>
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

function OpenFoot() {
  const cash = () => openTender("exact");
  const pay = () => openTender("ask");
  const card = () => void chargeCard();
  useKeys({ Enter: leavePayment, Escape: leavePayment, F9: cash, F10: card, F12: pay });
  return (
    <>
      <TallButton name={words.cash} icon={Banknote} keyName="F9" onPress={cash} />
      <TallButton name={words.card} icon={CreditCard} keyName="F10" isCharge onPress={card} />
      <TallButton name={words.otherWays} icon={Wallet} keyName="F12" onPress={pay} />
      <span className="grow" />
      <PrimaryButton name={words.backToSale} keyName="Enter" onPress={leavePayment} />
    </>
  );
}

function HeldFoot({ paying }: Readonly<{ paying: Paying }>) {
  const takeUp = () => void takeUpSale(paying.sale.saleId);
  useKeys({ Enter: takeUp });
  return (
    <>
      <LaneBack />
      <PayingNote>{""}</PayingNote>
      <PrimaryButton name={words.takeUp} keyName="Enter" onPress={takeUp} />
    </>
  );
}
