import { Check, CircleQuestionMark, Hourglass, Nfc, X, type LucideIcon } from "lucide-react";
import type { DisplayContent, DisplayStep } from "../../contract/display-views.ts";
import type { Money } from "../../contract/money.ts";
import { QrCode } from "../components/qr-code.tsx";
import { formatAmount, formatWithCurrency } from "../format/format-money.ts";
import { displayWords, stepWords } from "./display-words.ts";

type Content = Exclude<DisplayContent, { kind: "welcome" }>;

/** The amount, readable at two metres, and what the customer does now. */
export function DisplayPanel({ content }: Readonly<{ content: Content }>) {
  switch (content.kind) {
    case "sale":
      return (
        <main className="display-panel">
          <Amount caption={displayWords.total} amount={content.sale.total} />
        </main>
      );
    case "card":
      return (
        <main className={`display-panel ${content.step}`} aria-live="polite">
          <Amount caption={displayWords.toPay} amount={content.amount} />
          <Gesture step={content.step} />
        </main>
      );
    case "page":
      return <Page content={content} />;
    case "paid":
      return <Paid content={content} />;
  }
}

/** The host is named beside the code, so that a customer can see whose page it leads to. */
function Page({ content }: Readonly<{ content: Extract<Content, { kind: "page" }> }>) {
  return (
    <main className="display-panel present page" aria-live="polite">
      <Amount caption={displayWords.toPay} amount={content.amount} />
      <div className="display-qr">
        <QrCode text={content.url} label={displayWords.code} />
      </div>
      <div className="display-say">
        <h2>{displayWords.scan}</h2>
        <p>{displayWords.page(new URL(content.url).host)}</p>
      </div>
    </main>
  );
}

function Paid({ content }: Readonly<{ content: Extract<Content, { kind: "paid" }> }>) {
  const { paid, tip, change } = content;
  const isChangeDue = change !== null && change.minor > 0;
  return (
    <main className="display-panel paid" aria-live="polite">
      {isChangeDue ? (
        <Amount caption={displayWords.change} amount={change} />
      ) : (
        <Amount caption={displayWords.paid} amount={paid} />
      )}
      <div className="display-say">
        <span className="disc" aria-hidden="true">
          <Check />
        </span>
        <h2>{displayWords.thanks}</h2>
        {isChangeDue && (
          <p>
            {displayWords.paid} <span className="num">{formatAmount(paid)}</span>
          </p>
        )}
        {tip !== null && <p>{displayWords.tip(formatAmount(tip))}</p>}
      </div>
    </main>
  );
}

/** Long amounts get smaller figures, so that they stay on one line. */
const LONG_FIGURE = 8;

function Amount({ caption, amount }: Readonly<{ caption: string; amount: Money }>) {
  const figure = formatWithCurrency(amount);
  return (
    <h1 className="display-amount">
      <span className="caption">{caption}</span>
      <bdi className={figure.length > LONG_FIGURE ? "num figure long" : "num figure"}>{figure}</bdi>
    </h1>
  );
}

const icons: Readonly<Record<DisplayStep, LucideIcon>> = {
  wait: Hourglass,
  present: Nfc,
  processing: Hourglass,
  checking: CircleQuestionMark,
  declined: X,
  cancelling: Hourglass,
};

function Gesture({ step }: Readonly<{ step: DisplayStep }>) {
  const Icon = icons[step];
  const { say, more } = stepWords[step];
  return (
    <div className="display-say">
      <span className="disc" aria-hidden="true">
        <Icon />
      </span>
      <h2>{say}</h2>
      <p>{more}</p>
    </div>
  );
}
