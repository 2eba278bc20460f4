import type { LineId } from "../../../contract/ids.ts";
import type { Money } from "../../../contract/money.ts";
import type { SaleView } from "../../../contract/views.ts";
import { NumberPad } from "../../components/number-pad.tsx";
import type { DigitKey } from "../../format/digits-entry.ts";
import { formatAmount } from "../../format/format-money.ts";
import { MAX_PEOPLE, partOf } from "../../format/split-shares.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { splitWords } from "./split-words.ts";

const groups = Array.from({ length: MAX_PEOPLE - 1 }, (_, at) => at + 2);

type EvenProps = Readonly<{ sale: SaleView; people: number; onPeople: (people: number) => void }>;

/** Each number of people with what the first of them pays. */
export function EvenSplit({ sale, people, onPeople }: EvenProps) {
  const digits = groups.map((count) => [String(count), () => onPeople(count)] as const);
  useKeys(Object.fromEntries(digits));
  return (
    <div className="split-people" role="group" aria-label={splitWords.people}>
      {groups.map((count) => (
        <button
          key={count}
          type="button"
          className="button"
          aria-pressed={count === people}
          onClick={() => {
            onPeople(count);
          }}
        >
          <b>{splitWords.among(count)}</b>{" "}
          <span className="num meta">
            {formatAmount(partOf(sale, { kind: "even", people: count }))}
          </span>
        </button>
      ))}
    </div>
  );
}

type AmountProps = Readonly<{ entered: Money; onKey: (key: DigitKey) => void }>;

export function AmountSplit({ entered, onKey }: AmountProps) {
  useKeys(digitBindings(onKey));
  return (
    <>
      <div className="entered">
        <b>{splitWords.amount}</b>
        <output className={entered.minor === 0 ? "num none" : "num"} aria-label={splitWords.amount}>
          <span className="typed">{formatAmount(entered)}</span>
        </output>
      </div>
      <NumberPad label={splitWords.pad} onKey={onKey} />
    </>
  );
}

type LinesProps = Readonly<{
  sale: SaleView;
  lineIds: readonly LineId[];
  onLines: (lineIds: readonly LineId[]) => void;
}>;

/** What somebody had, with its share of discounts and taxes on the whole sale. */
export function LinesSplit({ sale: { lines }, lineIds, onLines }: LinesProps) {
  const toggle = (lineId: LineId) => {
    const others = lineIds.filter((one) => one !== lineId);
    onLines(others.length === lineIds.length ? [...lineIds, lineId] : others);
  };
  const digits = lines
    .slice(0, 9)
    .map(({ lineId }, at) => [String(at + 1), () => toggle(lineId)] as const);
  useKeys(Object.fromEntries(digits));
  return (
    <div className="split-lines" role="group" aria-label={splitWords.lines}>
      {lines.map(({ lineId, name, quantity, total }) => (
        <button
          key={lineId}
          type="button"
          className="button"
          aria-pressed={lineIds.includes(lineId)}
          onClick={() => {
            toggle(lineId);
          }}
        >
          <span className="num">{quantity}</span>
          <b>{name}</b>
          <span className="num">{formatAmount(total)}</span>
        </button>
      ))}
    </div>
  );
}
