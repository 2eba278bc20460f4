import { ArrowLeft, CircleCheck, CreditCard, Unplug } from "lucide-react";
import type { StatusView } from "../../../contract/payment-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { goTo, openTender } from "../../actions/navigate.ts";
import { chargeCard } from "../../actions/take-card.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatClock } from "../../format/format-time.ts";
import { readerPart, relayPart } from "../../format/status-words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useNow } from "../../store/use-now.ts";
import { useUi } from "../../store/ui-store.ts";
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
  const isNoReader = refusal === "no-reader";
  const isBack = status.relay.state === "online" && status.reader.state !== "none";
  const back = () => goTo("sale");
  // Enter is left alone: it takes the cash on the next screen, and no key does both.
  const cash = () => openTender("exact");
  const card = () => void chargeCard();
  useKeys({ Escape: back, F9: cash, F10: card });
  const foot = (
    <>
      <TallButton name={words.back} icon={ArrowLeft} keyName="Esc" onPress={back} />
      <TallButton name={words.tryCard} icon={CreditCard} keyName="F10" onPress={card} />
      <span className="grow" />
      <PrimaryButton
        name={words.cash}
        keyName="F9"
        figure={formatAmount(sale.cashTotal)}
        onPress={cash}
      />
    </>
  );
  return (
    <div className="till">
      <TenderTicket sale={sale} />
      <Region
        tone={isBack ? "plain" : "amber"}
        icon={isBack ? CircleCheck : Unplug}
        title={isBack ? words.backTitle : isNoReader ? words.noReader : words.title}
        aside={words.notStarted}
        foot={foot}
      >
        <div className="stage offline">
          <div>
            <Hero amount={sale.total} />
            <p className="say">{words.say}</p>
            <p className="tell">{adviceOf(isBack, isNoReader)}</p>
          </div>
          <Cause status={status} code={refusal} isNoReader={isNoReader} />
          <Quote>{words.quote}</Quote>
        </div>
      </Region>
    </div>
  );
}

function adviceOf(isBack: boolean, isNoReader: boolean): string {
  if (isBack) return words.backAdvice;
  return isNoReader ? words.noReaderAdvice : words.advice;
}

type CauseProps = Readonly<{ status: StatusView; code: string | null; isNoReader: boolean }>;

/** What is wrong, when it last worked, and what to look at. */
function Cause({ status, code, isNoReader }: CauseProps) {
  const now = useNow();
  const { cause, advice } = isNoReader ? readerPart(status) : relayPart(status, now);
  const { lastGoodMs } = status.relay;
  return (
    <section className="panel cause" aria-label={isNoReader ? words.reader : words.relay}>
      <h2 className="label">{isNoReader ? words.reader : words.relay}</h2>
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
