import { useState } from "react";
import type { ComparedView, SessionView } from "../../../contract/day-views.ts";
import { money, subtractMoney, toDecimal } from "../../../contract/money.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { closeDay, closeDrawer } from "../../actions/drawer.ts";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { dayWords as words } from "./day-words.ts";
import { DrawerFacts } from "./drawer-facts.tsx";

type Props = Readonly<{
  view: RegisterView;
  session: SessionView;
  compared: ComparedView;
  onRecount: () => void;
}>;

/** Counted: what goes to the safe, and whether the day ends with the drawer. */
export function CloseDrawer({ view, session, compared, onRecount }: Props) {
  const { shop, day } = view;
  const { counted, countId } = compared;
  const [toSafe, setToSafe] = useState(() => aboveFloat(compared, session));
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const amount = amountIn(toSafe, shop.currency);
  const act = (how: typeof closeDrawer) => {
    if (amount === null) setRefusal("bad-input");
    else void how({ countId, toSafe: amount }).then(setRefusal);
  };
  return (
    <form
      className="till day"
      onSubmit={(event) => {
        event.preventDefault();
        act(closeDay);
      }}
    >
      <CountedSide {...{ view, session, compared }} />
      <main className="work">
        <section className="panel day-form">
          <Comparison compared={compared} />
          <AmountField
            name={words.toSafe}
            text={toSafe}
            onText={setToSafe}
            currency={shop.currency}
          />
          <p className="meta">
            {words.keeps}:{" "}
            <span className="num">
              {amount ? formatAmount(subtractMoney(counted, amount)) : "–"}
            </span>
          </p>
          {day.isTraining && <p className="meta">{words.training}</p>}
          {refusal && <RefusalNote code={refusal} />}
        </section>
        <footer className="day-actions">
          <button type="button" className="button" onClick={onRecount}>
            {words.recount}
          </button>
          <button
            type="button"
            className="button"
            onClick={() => {
              act(closeDrawer);
            }}
          >
            {words.closeSession}
          </button>
          <span className="grow" />
          <button type="submit" className="primary">
            {words.closeDay(day.nextZNumber)}
          </button>
        </footer>
      </main>
    </form>
  );
}

/** The float stays for the next opening, where there is enough. */
function aboveFloat({ counted }: ComparedView, { float }: SessionView): string {
  return toDecimal(money(Math.max(0, counted.minor - float.minor), counted.currency));
}

function CountedSide({ view, session, compared }: Omit<Props, "onRecount">) {
  return (
    <aside className="ticket">
      <header>
        <h1>{words.closeTitle}</h1>
      </header>
      <div className="day-side">
        <DrawerFacts day={view.day} session={session} />
      </div>
      <div className="day-total">
        <span>
          {words.counted} <small>{view.shop.currency}</small>
        </span>
        <output className="num">{formatAmount(compared.counted)}</output>
      </div>
    </aside>
  );
}

/** What the ledger says, what was counted, and the difference with a word to its sign. */
function Comparison({ compared }: Readonly<{ compared: ComparedView }>) {
  const { expected, counted, overShort, needsApproval } = compared;
  return (
    <table className="figures" aria-label={words.compared}>
      <tbody>
        <tr>
          <th scope="row">{words.expected}</th>
          <td className="num">{formatAmount(expected)}</td>
        </tr>
        <tr>
          <th scope="row">{words.counted}</th>
          <td className="num">{formatAmount(counted)}</td>
        </tr>
        <tr className="sum">
          <th scope="row">
            {differenceName(overShort.minor)}
            {needsApproval && <span className="meta">{words.overLimit}</span>}
          </th>
          <td className="num">{formatAmount(overShort)}</td>
        </tr>
      </tbody>
    </table>
  );
}

function differenceName(minor: number): string {
  if (minor === 0) return words.even;
  return minor > 0 ? words.over : words.short;
}
