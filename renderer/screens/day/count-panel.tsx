import { EyeOff } from "lucide-react";
import type { ReactNode } from "react";
import type { Money } from "../../../contract/money.ts";
import type { ShopView } from "../../../contract/views.ts";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { denominationsOf, leftToCount, totalOf, type Sheet } from "../../format/counted.ts";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { CountSheet } from "./count-sheet.tsx";
import { dayWords as words } from "./day-words.ts";

type Counted = Readonly<{ denominations: ReturnType<typeof denominationsOf>; total: Money }>;

type Props = Readonly<{
  shop: ShopView;
  title: string;
  action: string;
  refusal: RefusalCode | null;
  /** A count at the end of a day names every value; a float names what is there. */
  isWhole: boolean;
  sheet: Sheet;
  onSheet: (sheet: Sheet) => void;
  onCounted: (counted: Counted) => void;
  onBack: (() => void) | null;
  children?: ReactNode;
}>;

/** The sheet, its total, and the one press that hands it in. */
export function CountPanel(props: Props) {
  const { shop, title, action, refusal, isWhole, sheet, onSheet } = props;
  const { onCounted, onBack, children } = props;
  const values = [...shop.notesMinor, ...shop.coinsMinor];
  const total = totalOf(sheet, values, shop.currency);
  const left = isWhole ? leftToCount(sheet, values) : 0;
  const submit = () => {
    if (left === 0) onCounted({ denominations: denominationsOf(sheet, values), total });
  };
  return (
    <form
      className="till day"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <aside className="ticket">
        <header>
          <h1>{title}</h1>
        </header>
        <div className="day-side">
          <div className="note blind">
            <EyeOff aria-hidden="true" />
            <div>
              <b>{words.blindTitle}</b>
              <p>{isWhole ? words.blindAdvice : words.openAdvice}</p>
            </div>
          </div>
          {children}
          {refusal && <RefusalNote code={refusal} />}
        </div>
        <div className="day-total">
          <span>
            {words.counted} <small>{shop.currency}</small>
          </span>
          <output className="num">{formatAmount(total)}</output>
        </div>
      </aside>
      <main className="work">
        <CountSheet shop={shop} sheet={sheet} onSheet={onSheet} />
        <footer className="day-actions">
          {onBack && (
            <button type="button" className="button" onClick={onBack}>
              {words.back}
            </button>
          )}
          <span className="grow" />
          <button type="submit" className="primary" disabled={left > 0}>
            {action}
            {left > 0 && <span className="why">{words.left(left)}</span>}
          </button>
        </footer>
      </main>
    </form>
  );
}
