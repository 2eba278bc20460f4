import { ArrowLeftRight, CircleCheck, Hourglass, Search, Undo2 } from "lucide-react";
import type { PaidRefundView, RefundableSaleView } from "../../../contract/refund-views.ts";
import { canExchange, openExchange } from "../../actions/exchange.ts";
import { lookUp, openLookedUpRefund } from "../../actions/look-up.ts";
import { ActButton } from "../../components/act-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useLookup } from "../../store/lookup-store.ts";
import { ExchangeDialog } from "./exchange-dialog.tsx";
import { exchangeWords } from "./exchange-words.ts";
import { lookUpWords as words, refundNote } from "./look-up-words.ts";
import { RefundDialog } from "./refund-dialog.tsx";
import { salesWords } from "./sales-words.ts";

/** Looks for a receipt that this till does not know. */
export function LookUpButton({ text }: Readonly<{ text: string }>) {
  const look = () => void lookUp(text);
  useKeys({ Enter: look });
  return <ActButton name={words.button} icon={Search} keyName="Enter" onPress={look} />;
}

/** A receipt of another till: being asked for, unknown, or what of it can go back here. */
export function LookedUpSale({ receiptNumber }: Readonly<{ receiptNumber: string }>) {
  const { state, sale, refusal, refund } = useLookup();
  if (sale !== null) return <Found sale={sale} refund={refund} />;
  const isAsked = state === "asked";
  return (
    <section className="page" aria-label={words.title} tabIndex={0}>
      {refusal ? (
        <RefusalNote code={refusal} />
      ) : (
        <div className="empty" role="status">
          <b>{isAsked ? words.asking(receiptNumber) : words.notFound(receiptNumber)}</b>
          <span>{isAsked ? words.askingAdvice : words.notFoundAdvice}</span>
        </div>
      )}
    </section>
  );
}

type FoundProps = Readonly<{ sale: RefundableSaleView; refund: PaidRefundView | null }>;

function Found({ sale, refund }: FoundProps) {
  const { refundable, receiptNumber } = sale;
  const isNone = refundable.minor === 0;
  const exchange = () => openExchange(sale);
  useKeys({ F7: openLookedUpRefund, E: exchange });
  return (
    <section className="page" aria-label={words.title} tabIndex={0}>
      <header className="lined">
        <div>
          <span className="meta">{words.receipt(receiptNumber)}</span>
          <div className="row">
            <output className="big-figure num" aria-label={words.canGoBack} aria-live="polite">
              {formatAmount(refundable)}
            </output>
            <span className="meta">{words.canGoBack}</span>
          </div>
        </div>
        <span className="grow" />
        <ActButton
          name={exchangeWords.button}
          icon={ArrowLeftRight}
          keyName="E"
          isDisabled={!canExchange(sale)}
          onPress={exchange}
        />
        <ActButton
          name={salesWords.refund}
          icon={Undo2}
          keyName="F7"
          isDisabled={isNone}
          onPress={openLookedUpRefund}
        />
      </header>
      {refund && <RefundSoFar refund={refund} />}
      <Lines sale={sale} />
      {sale.cards.length > 0 && <p className="meta">{words.cards}</p>}
      <RefundDialog left={sale} />
      <ExchangeDialog left={sale} />
    </section>
  );
}

/** Nothing is handed over before the register has said that it is booked. */
function RefundSoFar({ refund }: Readonly<{ refund: PaidRefundView }>) {
  const note = refundNote(refund);
  if (note === null) return null;
  const isPaid = refund.phase === "paid";
  const Icon = isPaid ? CircleCheck : Hourglass;
  return (
    <div className={isPaid ? "note good" : "note"} role="status">
      <Icon aria-hidden="true" />
      <b>{note}</b>
    </div>
  );
}

function Lines({ sale: { lines, givenBack } }: Pick<FoundProps, "sale">) {
  return (
    <table className="figures looked-up" aria-label={words.lines}>
      <thead>
        <tr>
          <th scope="col">{words.item}</th>
          <th scope="col" className="num">
            {words.sold}
          </th>
          <th scope="col" className="num">
            {words.left}
          </th>
          <th scope="col" className="num">
            {words.worth}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ lineId, name, detail, quantity, refundableQuantity, refundable }) => (
          <tr key={lineId}>
            <th scope="row">
              {name}
              <span className="meta under">{detail}</span>
            </th>
            <td className="num">{quantity}</td>
            <td className="num">{refundableQuantity}</td>
            <td className="num">{formatAmount(refundable)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{words.gone}</th>
          <td />
          <td />
          <td className="num">{formatAmount(givenBack)}</td>
        </tr>
      </tbody>
    </table>
  );
}
