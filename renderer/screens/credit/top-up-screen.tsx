import { Ban, CircleCheck, CircleHelp, CreditCard, Search } from "lucide-react";
import type { PaymentView } from "../../../contract/payment-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { checkPayment } from "../../actions/take-card.ts";
import { chargeTopUpAgain, leaveTopUp } from "../../actions/top-up-card.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { TotalRow } from "../../components/total-row.tsx";
import { endReasonWords } from "../../format/end-reason-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { regionOf } from "../../format/payment-region.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useCredit } from "../../store/credit-store.ts";
import { useTopUp } from "../../store/top-up-store.ts";
import { AskingStripe } from "../payment/asking-stripe.tsx";
import { CancellingRegion } from "../payment/cancelling-region.tsx";
import { DeclinedRegion } from "../payment/declined-region.tsx";
import { Hero } from "../payment/hero.tsx";
import { PayingNote } from "../payment/paying-note.tsx";
import { PaymentTrack } from "../payment/payment-track.tsx";
import { paymentWords } from "../payment/payment-words.ts";
import { ReaderName } from "../payment/reader-name.tsx";
import { Region } from "../payment/region.tsx";
import { WaitingRegion } from "../payment/waiting-region.tsx";
import { creditWords } from "./credit-words.ts";
import { topUpWords as words } from "./top-up-words.ts";

type Props = Readonly<{ payment: PaymentView }>;

/** Whose credit is topped up, beside the one region that says where the card stands. */
export function TopUpScreen({ view, payment }: Props & Readonly<{ view: RegisterView }>) {
  const region = regionOf(payment);
  return (
    <div className="till">
      <TopUpTicket payment={payment} />
      <p className="hidden" role="status" aria-live="assertive">
        {paymentWords[region].title} {formatAmount(payment.amount)}
      </p>
      <TopUpRegion payment={payment} reader={view.status.reader} />
    </div>
  );
}

function TopUpTicket({ payment }: Props) {
  const account = useCredit((state) => state.account);
  const name = useTopUp((state) => state.name);
  const accountId = payment.topUp?.accountId ?? "";
  const known = account?.accountId === accountId ? account.name : "";
  return (
    <section className="ticket locked" aria-label={words.ticket}>
      <header>
        <h2>{words.ticket}</h2>
      </header>
      <div className="top-up-of">
        <b>{name || known || creditWords.unnamed}</b>
        <span className="code">{accountId}</span>
      </div>
      <span className="grow" />
      <div className="sums">
        <TotalRow
          name={words.total}
          amount={payment.amount}
          isInLedger={regionOf(payment) === "approved"}
        />
      </div>
    </section>
  );
}

type RegionProps = Props & Readonly<{ reader: RegisterView["status"]["reader"] }>;

function TopUpRegion({ payment, reader }: RegionProps) {
  switch (regionOf(payment)) {
    case "waiting":
      return <WaitingRegion payment={payment} reader={reader} note={words.sellOn} />;
    case "cancelling":
      return <CancellingRegion payment={payment} note={words.sellOn} />;
    case "declined":
      return <DeclinedRegion payment={payment} isHeld={false} />;
    case "approved":
      return <Approved payment={payment} />;
    case "cancelled":
      return <Cancelled payment={payment} />;
    case "unknown":
      return <Unknown payment={payment} />;
  }
}

/** The credit stands in the book as soon as the card is authorised. */
function Approved({ payment }: Props) {
  useKeys({ Enter: leaveTopUp, Escape: leaveTopUp });
  const isCaptured = payment.phase === "captured";
  const { verified, beingCaptured, title } = paymentWords.approved;
  const foot = (
    <>
      <p className="meta grow">{words.addedOnce}</p>
      <PrimaryButton name={words.toAccount} keyName="Enter" onPress={leaveTopUp} />
    </>
  );
  const aside = isCaptured ? verified : beingCaptured;
  return (
    <Region tone="green" icon={CircleCheck} title={title} aside={aside} foot={foot}>
      <div className="stage">
        <div>
          <Hero amount={payment.amount} isProven={isCaptured} />
          <p className="say">{words.added(formatAmount(payment.amount))}</p>
        </div>
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

/** Proven: this payment can never be charged, and nothing was added. */
function Cancelled({ payment }: Props) {
  const again = () => void chargeTopUpAgain(payment);
  useKeys({ Enter: leaveTopUp, Escape: leaveTopUp, F10: again });
  const reason = endReasonWords(payment.endReason);
  const { title, notStarted, never } = paymentWords.cancelled;
  const isStarted = payment.intentId !== null || reason === null;
  const foot = (
    <>
      <TallButton name={words.card} icon={CreditCard} keyName="F10" isCharge onPress={again} />
      <PayingNote>{words.notAdded}</PayingNote>
      <PrimaryButton name={words.toAccount} keyName="Enter" onPress={leaveTopUp} />
    </>
  );
  return (
    <Region
      tone="plain"
      icon={Ban}
      title={isStarted ? title : notStarted}
      aside={<ReaderName>{payment.readerLabel}</ReaderName>}
      foot={foot}
    >
      <div className="stage top">
        <div>
          <Hero amount={payment.amount} />
          <p className="say">{reason ? reason.title : never}</p>
          <p className="tell">
            {reason?.advice} {reason && <span className="code">{payment.endReason}</span>}
          </p>
        </div>
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

/** May have been charged: the credit comes by itself, once, if it was. */
function Unknown({ payment }: Props) {
  const check = () => void checkPayment(payment.paymentId);
  useKeys({ Enter: leaveTopUp, Escape: leaveTopUp, C: check });
  const { title, say, advice } = paymentWords.unknown;
  const foot = (
    <>
      <TallButton name={paymentWords.unknown.check} icon={Search} keyName="C" onPress={check} />
      <PayingNote>{words.addsItself}</PayingNote>
      <PrimaryButton name={words.leave} keyName="Enter" onPress={leaveTopUp} />
    </>
  );
  return (
    <Region
      tone="violet"
      icon={CircleHelp}
      title={title}
      aside={<ReaderName>{payment.readerLabel}</ReaderName>}
      foot={foot}
    >
      <div className="stage">
        <div>
          <Hero amount={payment.amount} />
          <p className="say">{say}</p>
          <p className="tell">{advice}</p>
        </div>
        <AskingStripe payment={payment} />
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}
