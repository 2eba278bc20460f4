import {
  Banknote,
  Check,
  CircleHelp,
  MessageCircle,
  Search,
  ShieldAlert,
  Undo2,
  Users,
} from "lucide-react";
import type { ReactNode } from "react";
import type { PaymentView } from "../../../contract/payment-views.ts";
import type { SaleView } from "../../../contract/views.ts";
import { leavePayment } from "../../actions/lanes.ts";
import { askAccept, askLetGo } from "../../actions/misfit.ts";
import { askReplaceByCash } from "../../actions/replace-by-cash.ts";
import { checkPayment, serveNext } from "../../actions/take-card.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { attentionWords } from "../../format/attention-words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { AskingStripe } from "./asking-stripe.tsx";
import { Hero } from "./hero.tsx";
import { LaneBack } from "./lane-back.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { ReaderName } from "./reader-name.tsx";
import { Region } from "./region.tsx";

type Props = Readonly<{ payment: PaymentView; sale: SaleView; isHeld: boolean }>;

const words = paymentWords.unknown;

/** May have been charged. Never again for this customer; the next one need not wait. */
export function UnknownRegion({ payment, sale, isHeld }: Props) {
  return (
    <Region
      tone="violet"
      icon={CircleHelp}
      title={words.title}
      aside={<ReaderName>{payment.readerLabel}</ReaderName>}
      foot={
        <>
          {isHeld && <LaneBack />}
          <CashInstead payment={payment} sale={sale} />
          {payment.attention !== null && <Decide payment={payment} />}
          {isHeld ? <HeldFoot /> : <OpenFoot payment={payment} />}
        </>
      }
    >
      <div className="stage unknown">
        <div>
          <Hero amount={payment.amount} />
          <p className="say">{words.say}</p>
          <p className="tell">{words.advice}</p>
        </div>
        <AskingStripe payment={payment} />
        <Ways payment={payment} />
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

function OpenFoot({ payment }: Readonly<{ payment: PaymentView }>) {
  const serve = () => void serveNext(payment.paymentId);
  useKeys({ Enter: serve });
  return (
    <>
      <PayingNote>{payment.attention === null ? words.settles : ""}</PayingNote>
      <PrimaryButton name={words.serveNext} keyName="Enter" onPress={serve} />
    </>
  );
}

/** A manager may decide so; the customer need not come back, and is never charged twice. */
function CashInstead({ payment, sale }: Readonly<{ payment: PaymentView; sale: SaleView }>) {
  const ask = () => askReplaceByCash(payment, sale);
  useKeys({ R: ask });
  return <TallButton name={words.cashInstead} icon={Banknote} keyName="R" onPress={ask} />;
}

function HeldFoot() {
  useKeys({ Enter: leavePayment });
  return (
    <>
      <PayingNote>{words.settles}</PayingNote>
      <PrimaryButton name={paymentWords.lane.toOpen} keyName="Enter" onPress={leavePayment} />
    </>
  );
}

/** What can be done meanwhile: for this customer, for the next, and by whom. */
function Ways({ payment }: Readonly<{ payment: PaymentView }>) {
  const { attention, intentId } = payment;
  return (
    <div className="ways">
      <Way icon={<MessageCircle aria-hidden="true" />} title={words.customerTitle}>
        <p className="spoken">{words.quote}</p>
      </Way>
      <Way icon={<Users aria-hidden="true" />} title={words.nextTitle}>
        <p>{words.nextAdvice}</p>
      </Way>
      {attention === null ? (
        <Way icon={<Search aria-hidden="true" />} title={words.checkTitle}>
          <p>{words.checkAdvice}</p>
          <CheckNow payment={payment} />
        </Way>
      ) : (
        <Way icon={<ShieldAlert aria-hidden="true" />} title={words.managerTitle} isUrgent>
          <p>
            {attentionWords(attention)} {words.managerAdvice}
          </p>
          <p>
            <span className="code">{attention}</span>{" "}
            {intentId !== null && <span className="code">{intentId}</span>}
          </p>
          <CheckNow payment={payment} />
        </Way>
      )}
    </div>
  );
}

type WayProps = Readonly<{
  icon: ReactNode;
  title: string;
  isUrgent?: boolean;
  children: ReactNode;
}>;

function Way({ icon, title, isUrgent = false, children }: WayProps) {
  return (
    <section className={isUrgent ? "way warn" : "way"} aria-label={title}>
      <h2>
        {icon}
        {title}
      </h2>
      {children}
    </section>
  );
}

/** What a manager may decide of a hold that is not what was asked. */
function Decide({ payment }: Readonly<{ payment: PaymentView }>) {
  const letGo = () => askLetGo(payment);
  const accept = () => askAccept(payment);
  const { atStripe, isVoiding } = payment;
  // What is captured is taken as it is, and then refunded.
  const mayLetGo = !isVoiding && atStripe?.isCaptured !== true;
  useKeys({ ...(mayLetGo ? { L: letGo } : {}), ...(atStripe === null ? {} : { A: accept }) });
  return (
    <>
      {atStripe !== null && (
        <TallButton name={words.accept} icon={Check} keyName="A" onPress={accept} />
      )}
      <TallButton
        name={isVoiding ? words.lettingGo : words.letGo}
        icon={Undo2}
        keyName="L"
        isDisabled={!mayLetGo}
        onPress={letGo}
      />
    </>
  );
}

function CheckNow({ payment }: Readonly<{ payment: PaymentView }>) {
  const check = () => void checkPayment(payment.paymentId);
  useKeys({ C: check });
  return (
    <button type="button" className="button" aria-keyshortcuts="C" onClick={check}>
      <Search aria-hidden="true" />
      {words.check}
      <KeyCap name="C" />
    </button>
  );
}
