import { ArrowLeft, CircleCheck, CreditCard, Nfc, Pause, Unplug, Wallet } from "lucide-react";
import type { StatusView } from "../../../contract/payment-views.ts";
import type { RegisterView, SaleView } from "../../../contract/views.ts";
import { goTo, openTender } from "../../actions/navigate.ts";
import { park } from "../../actions/parking.ts";
import { chargeCard } from "../../actions/take-card.ts";
import { ActButton } from "../../components/act-button.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatClock } from "../../format/format-time.ts";
import { readerPart, relayPart } from "../../format/status-words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useNow } from "../../store/use-now.ts";
import { useUi } from "../../store/ui-store.ts";
import { sellingWords } from "../sale/selling-words.ts";
import { TenderTicket } from "../tender/tender-ticket.tsx";
import { Hero } from "./hero.tsx";
import { paymentWords } from "./payment-words.ts";
import { Quote } from "./quote.tsx";
import { Region } from "./region.tsx";

const words = paymentWords.offline;

/** Cards do not work now: what does, and that nothing was started. */
export function NoCardsScreen({ view }: Readonly<{ view: RegisterView }>) {
  const { sale, status } = view;
  const refusal = useUi((state) => state.payingRefusal);
  const why = whyNot(refusal);
  const isBack = areCardsBack(status, why);
  return (
    <div className="till">
      <TenderTicket sale={sale} isCash={false} />
      <Region
        tone={isBack ? "plain" : "amber"}
        icon={isBack ? CircleCheck : Unplug}
        title={isBack ? words.backTitle : titleOf[why]}
        aside={words.notStarted}
        foot={<Foot sale={sale} hasReaders={why !== "relay"} />}
      >
        <div className="stage offline">
          <div>
            <Hero amount={sale.left} />
            <p className="say">{words.say}</p>
            <p className="tell">{isBack ? words.backAdvice : adviceOf[why]}</p>
            <Instead sale={sale} />
          </div>
          <Cause status={status} code={refusal} why={why} />
          <Quote>{words.quote}</Quote>
        </div>
      </Region>
    </div>
  );
}

/** What works as well as cash: any other tender, or the sale is kept for later. */
function Instead({ sale }: Readonly<{ sale: SaleView }>) {
  const otherWay = () => openTender("ask");
  const isPartPaid = sale.taken.length > 0;
  const later = () => {
    if (isPartPaid) return;
    goTo("sale");
    void park("");
  };
  useKeys({ F6: later, F12: otherWay });
  return (
    <div className="instead">
      <ActButton name={words.otherWay} icon={Wallet} keyName="F12" onPress={otherWay} />
      <ActButton
        name={sellingWords.park}
        icon={Pause}
        keyName="F6"
        isDisabled={isPartPaid}
        onPress={later}
      />
    </div>
  );
}

type FootProps = Readonly<{ sale: SaleView; hasReaders: boolean }>;

/** Back, the card once more, what is known of readers; and cash. */
function Foot({ sale, hasReaders }: FootProps) {
  const back = () => goTo("sale");
  // Enter is left alone: it takes the cash on the next screen, and no key does both.
  const cash = () => openTender("exact");
  const card = () => void chargeCard();
  const readers = () => goTo("readers");
  useKeys({ Escape: back, F9: cash, F10: card });
  return (
    <>
      <TallButton name={words.back} icon={ArrowLeft} keyName="Esc" onPress={back} />
      <TallButton name={words.tryCard} icon={CreditCard} keyName="F10" isCharge onPress={card} />
      {hasReaders && (
        <TallButton name={words.readers} icon={Nfc} keyName="Alt 6" onPress={readers} />
      )}
      <span className="grow" />
      <PrimaryButton
        name={words.cash}
        keyName="F9"
        figure={formatAmount(sale.cashLeft)}
        onPress={cash}
      />
    </>
  );
}

/** What stands between the till and cards. */
type Why = "relay" | "no-reader" | "not-connected";

function whyNot(refusal: string | null): Why {
  if (refusal === "reader-not-connected") return "not-connected";
  return refusal === "no-reader" ? "no-reader" : "relay";
}

const titleOf: Readonly<Record<Why, string>> = {
  relay: words.title,
  "no-reader": words.noReader,
  "not-connected": words.notConnected,
};
const adviceOf: Readonly<Record<Why, string>> = {
  relay: words.advice,
  "no-reader": words.noReaderAdvice,
  "not-connected": words.notConnectedAdvice,
};

function areCardsBack({ relay, reader }: StatusView, why: Why): boolean {
  if (relay.state !== "online") return false;
  return why === "not-connected" ? reader.state === "ready" : reader.state !== "none";
}

type CauseProps = Readonly<{ status: StatusView; code: string | null; why: Why }>;

/** What is wrong, when it last worked, and what to look at. */
function Cause({ status, code, why }: CauseProps) {
  const now = useNow();
  const { cause, advice } = why === "relay" ? relayPart(status, now) : readerPart(status);
  const { lastGoodMs } = status.relay;
  const name = why === "relay" ? words.relay : words.reader;
  return (
    <section className="panel cause" aria-label={name}>
      <h2 className="label">{name}</h2>
      <dl>
        <div>
          <dt>{words.lastGood}</dt>
          <dd>{lastGoodMs === null ? words.never : formatClock(lastGoodMs)}</dd>
        </div>
        <div>
          <dt>{words.code}</dt>
          <dd className="mono">{code}</dd>
        </div>
      </dl>
      <p className="meta">{cause}</p>
      <p className="meta">{advice}</p>
    </section>
  );
}
