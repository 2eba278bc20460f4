import { CircleCheck, ReceiptText, Undo2 } from "lucide-react";
import type { ReactNode } from "react";
import { addMoney } from "../../../contract/money.ts";
import type { PaymentView } from "../../../contract/payment-views.ts";
import type { CardTenderView, RegisterView, SaleView } from "../../../contract/views.ts";
import { leavePayment } from "../../actions/lanes.ts";
import { openTender, showReceipt } from "../../actions/navigate.ts";
import { askTakeBack } from "../../actions/split.ts";
import { serveNext, takeUpSale } from "../../actions/take-card.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { cardWords, readWords } from "../../format/card-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import { useKeys } from "../../keys/use-keys.ts";
import type { Paying } from "../../store/paying.ts";
import { Hero } from "./hero.tsx";
import { LaneBack } from "./lane-back.tsx";
import { PayingNote } from "./paying-note.tsx";
import { PaymentTrack } from "./payment-track.tsx";
import { paymentWords } from "./payment-words.ts";
import { Region } from "./region.tsx";

const words = paymentWords.approved;

type Props = Readonly<{ view: RegisterView; paying: Paying }>;

/** Proof. It stays until the next sale begins; nothing here has to be pressed. */
export function ApprovedRegion({ view, paying }: Props) {
  const { sale, lanes } = view;
  if (isPart(sale, paying)) {
    const { raise } = paying.payment;
    const foot = raise ? <RaisingFoot {...{ sale, paying, raise }} /> : <OpenFoot sale={sale} />;
    return <ApprovedPart sale={sale} paying={paying} foot={foot} />;
  }
  const lane = lanes.find((one) => isPart(one.sale, paying));
  return lane === undefined ? (
    <ApprovedWhole paying={paying} />
  ) : (
    <ApprovedPart
      sale={lane.sale}
      paying={paying}
      foot={<HeldFoot sale={lane.sale} paying={paying} />}
    />
  );
}

/** Its sale is not complete, and counts it as taken. */
function isPart({ taken }: SaleView, { payment }: Paying): boolean {
  return taken.some(({ partId }) => partId === payment.paymentId);
}

type PartProps = Readonly<{ sale: SaleView; paying: Paying; foot: ReactNode }>;

/** The card is held, and the rest is still to be paid. */
function ApprovedPart({ sale, paying, foot }: PartProps) {
  return (
    <Region tone="green" icon={CircleCheck} title={words.title} aside={words.held} foot={foot}>
      <div className="stage">
        <div>
          <Hero amount={paying.payment.amount} isProven />
          <p className="say">{words.stillToPay(formatAmount(sale.left))}</p>
          {paying.payment.raiseRefused && <p className="say">{words.notRaised}</p>}
        </div>
        <Facts paying={paying} />
      </div>
      <PaymentTrack payment={paying.payment} isPart />
    </Region>
  );
}

type FootProps = Readonly<{ sale: SaleView }>;

function OpenFoot({ sale }: FootProps) {
  const goOn = () => openTender("ask");
  useKeys({ Enter: goOn, Escape: goOn });
  return (
    <>
      <p className="meta grow">{words.heldUntilPaid}</p>
      <PrimaryButton
        name={words.takeRest}
        keyName="Enter"
        figure={formatAmount(sale.left)}
        onPress={goOn}
      />
    </>
  );
}

type RaisingProps = Readonly<{
  sale: SaleView;
  paying: Paying;
  raise: NonNullable<PaymentView["raise"]>;
}>;

/** Its bank is asked to hold the rest, too; nothing else may be taken until Stripe has said. */
function RaisingFoot({ sale, paying, raise }: RaisingProps) {
  const serve = () => void serveNext(paying.payment.paymentId);
  useKeys(raise.isUnknown ? { Enter: serve } : {});
  const say = raise.isUnknown ? words.raiseUnknown : words.raising(formatAmount(raise.to));
  return (
    <>
      <PayingNote>{say}</PayingNote>
      {raise.isUnknown && (
        <>
          <TakeBack sale={sale} paying={paying} />
          <PrimaryButton name={paymentWords.unknown.serveNext} keyName="Enter" onPress={serve} />
        </>
      )}
    </>
  );
}

/** Whatever is held: all of it goes back. */
function TakeBack({ sale, paying }: Omit<RaisingProps, "raise">) {
  const part = sale.taken.find(({ partId }) => partId === paying.payment.paymentId);
  const isDisabled = part === undefined || part.isReturning;
  const takeBack = () => {
    if (part) askTakeBack(sale, part);
  };
  useKeys(isDisabled ? {} : { Delete: takeBack });
  const look = { name: words.takeBack, icon: Undo2, keyName: "Del" };
  return <TallButton {...look} isDisabled={isDisabled} onPress={takeBack} />;
}

/** It was approved while its sale was set aside: the rest waits there until it is taken up. */
function HeldFoot({ sale, paying }: Omit<RaisingProps, "raise">) {
  const isRaising = paying.payment.raise !== undefined;
  const takeUp = () => void takeUpSale(sale.saleId);
  useKeys(isRaising ? {} : { Enter: takeUp });
  if (isRaising) {
    return (
      <>
        <LaneBack />
        <PayingNote>{words.raiseUnknown}</PayingNote>
        <TakeBack sale={sale} paying={paying} />
      </>
    );
  }
  return (
    <>
      <LaneBack />
      <PayingNote>{words.heldUntilPaid}</PayingNote>
      <PrimaryButton name={paymentWords.cancelled.takeUp} keyName="Enter" onPress={takeUp} />
    </>
  );
}

function ApprovedWhole({ paying }: Readonly<{ paying: Paying }>) {
  const { payment, receipt } = paying;
  const isCaptured = payment.phase === "captured";
  const openReceipt = () => {
    if (receipt) showReceipt(receipt);
  };
  useKeys({ Enter: leavePayment, Escape: leavePayment, "Alt+R": openReceipt });
  const foot = (
    <>
      <TallButton
        name={words.showReceipt}
        icon={ReceiptText}
        keyName="Alt R"
        isDisabled={receipt === null}
        onPress={openReceipt}
      />
      <p className="meta grow">{words.stays}</p>
      <PrimaryButton name={words.nextSale} keyName="Enter" onPress={leavePayment} />
    </>
  );
  return (
    <Region
      tone="green"
      icon={CircleCheck}
      title={words.title}
      aside={asideOf(payment)}
      foot={foot}
    >
      <div className="stage">
        <div>
          <Hero amount={payment.amount} isProven={isCaptured} />
        </div>
        <Facts paying={paying} />
      </div>
      <PaymentTrack payment={payment} />
    </Region>
  );
}

function asideOf({ phase, voidableUntilMs }: PaymentView): string {
  if (phase === "captured") return words.verified;
  return voidableUntilMs === null
    ? words.beingCaptured
    : words.voidableUntil(formatTime(voidableUntilMs));
}

/** What a customer may ask about, from the receipt where there is one. */
function Facts({ paying }: Readonly<{ paying: Paying }>) {
  return (
    <dl className="facts">
      {factsOf(paying).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

type Fact = readonly [name: string, value: string | null | undefined];

function factsOf({ payment, receipt }: Paying): readonly Fact[] {
  // Of a sale that several cards paid, the one of this payment.
  const tender = receipt?.tenders.find(
    (one): one is CardTenderView => one.tender === "card" && one.paymentId === payment.paymentId,
  );
  const card = tender ?? payment.tries.at(-1);
  const { tip, amount, readerLabel } = payment;
  const approval = tender?.emvLines.find(([line]) => line === "approval");
  const tipFacts: readonly Fact[] = [
    [words.tip, formatAmount(tip)],
    [words.charged, formatAmount(addMoney(amount, tip))],
  ];
  const facts: readonly Fact[] = [
    [words.card, card && cardWords(card)],
    [words.how, card && readWords(card.readMethod)],
    ...(tip.minor === 0 ? [] : tipFacts),
    [words.approvalCode, approval?.[1]],
    [words.receipt, receipt?.receiptNumber],
    [words.reader, readerLabel === "" ? null : readerLabel],
  ];
  return facts.filter(([, value]) => value != null);
}
