import { money, type Money } from "../../../contract/money.ts";
import { cashChange } from "../../format/cash-change.ts";
import { formatAmount, formatPiece } from "../../format/format-money.ts";
import { noteOffers } from "../../format/note-offers.ts";
import { tenderWords } from "./tender-words.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

type Props = Readonly<{
  due: Money;
  notesMinor: readonly number[];
  givenMinor: number;
  onChoose: (minor: number) => void;
}>;

/** The amounts that customers hand over, each with the change it will give. */
export function NoteButtons({ due, notesMinor, givenMinor, onChoose }: Props) {
  const offers = noteOffers(due.minor, notesMinor);
  return (
    <div className="notes" role="group" aria-label={tenderWords.notes}>
      <button
        type="button"
        className="button"
        aria-pressed={givenMinor === due.minor}
        aria-keyshortcuts={useShortcut("F9")}
        onClick={() => {
          onChoose(due.minor);
        }}
      >
        <b className="num">{formatAmount(due)}</b>
        <span className="meta">{tenderWords.exact}</span>
      </button>
      {offers.map((minor) => (
        <button
          key={minor}
          type="button"
          className="button"
          aria-pressed={givenMinor === minor}
          onClick={() => {
            onChoose(minor);
          }}
        >
          <b className="num">{formatPiece(money(minor, due.currency))}</b>{" "}
          <span className="meta">{backOf(due, minor)}</span>
        </button>
      ))}
    </div>
  );
}

function backOf(due: Money, minor: number): string {
  const change = cashChange(due, minor);
  return change ? tenderWords.back(formatAmount(change)) : "";
}
