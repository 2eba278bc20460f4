import { Minus, Plus } from "lucide-react";
import { useState } from "react";
import type { LineId } from "../../../contract/ids.ts";
import type { Money } from "../../../contract/money.ts";
import type { RefundableLineView, RefundableSaleView } from "../../../contract/refund-views.ts";
import type { Pieces } from "../../actions/refund-choice.ts";
import { CheckBox } from "../../components/check-box.tsx";
import { asciiDigits } from "../../format/ascii-digits.ts";
import { digitsValue } from "../../format/digits-entry.ts";
import { formatAmount } from "../../format/format-money.ts";
import { saleWords } from "../sale/sale-words.ts";
import { refundDialogWords as words } from "./refund-dialog-words.ts";

/** A line holds 9,999 pieces at most. */
const MAX_DIGITS = 4;

type Props = Readonly<{
  left: RefundableSaleView;
  pieces: Pieces;
  onPieces: (pieces: Pieces) => void;
  /** What the pieces of each line come to, where the register has said so. */
  worth?: readonly Readonly<{ lineId: LineId; amount: Money }>[];
}>;

/** Each line of which something is left: whether it comes back, and how much of it. */
export function RefundLines({ left, pieces, onPieces, worth = [] }: Props) {
  const lines = left.lines.filter(({ refundableQuantity }) => refundableQuantity > 0);
  return (
    <fieldset className="refund-lines">
      <legend className="hidden">{words.lines}</legend>
      {lines.map((line) => {
        const { lineId } = line;
        const quantity = pieces.find((one) => one.lineId === lineId)?.quantity ?? 0;
        const amount = worth.find((one) => one.lineId === lineId)?.amount;
        return (
          <RefundLine
            key={lineId}
            {...{ line, quantity, amount }}
            onQuantity={(next) => {
              const others = pieces.filter((one) => one.lineId !== lineId);
              onPieces(next === 0 ? others : [...others, { lineId, quantity: next }]);
            }}
          />
        );
      })}
    </fieldset>
  );
}

type LineProps = Readonly<{
  line: RefundableLineView;
  /** None: it stays with the customer. */
  quantity: number;
  amount: Money | undefined;
  onQuantity: (quantity: number) => void;
}>;

function RefundLine({ line, quantity, amount, onQuantity }: LineProps) {
  const { name, refundableQuantity: most, refundable } = line;
  const isAll = quantity === 0 || quantity === most;
  const worth = amount ?? (isAll ? refundable : null);
  return (
    <div className={quantity === 0 ? "refund-line none" : "refund-line"}>
      <CheckBox isChecked={quantity > 0} onCheck={(isBack) => onQuantity(isBack ? most : 0)}>
        {most === 1 ? name : words.pieces(most, name)}
      </CheckBox>
      {most > 1 && quantity > 0 && (
        <PieceCount {...{ name, most, quantity }} onQuantity={onQuantity} />
      )}
      <span className="num">{worth && formatAmount(worth)}</span>
    </div>
  );
}

type CountProps = Readonly<{
  name: string;
  most: number;
  quantity: number;
  onQuantity: (quantity: number) => void;
}>;

/** Each digit counts as it is typed: what is given back is what stands there. */
function PieceCount({ name, most, quantity, onQuantity }: CountProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const set = (next: number) => {
    setTyped(null);
    if (next >= 1 && next <= most) onQuantity(next);
  };
  return (
    <div className="stepper" role="group" aria-label={words.howMany(name)}>
      <button
        type="button"
        aria-label={saleWords.oneLess}
        disabled={quantity === 1}
        onClick={() => set(quantity - 1)}
      >
        <Minus aria-hidden="true" />
      </button>
      <input
        className="count num"
        inputMode="numeric"
        autoComplete="off"
        aria-label={words.howMany(name)}
        value={typed ?? quantity}
        onFocus={(event) => event.target.select()}
        onBlur={() => setTyped(null)}
        onChange={(event) => {
          const next = countIn(event.target.value, most);
          setTyped(next === null ? "" : null);
          if (next !== null) onQuantity(next);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") set(quantity + 1);
          if (event.key === "ArrowDown") set(quantity - 1);
        }}
      />
      <button
        type="button"
        aria-label={saleWords.oneMore}
        disabled={quantity === most}
        onClick={() => set(quantity + 1)}
      >
        <Plus aria-hidden="true" />
      </button>
    </div>
  );
}

/** What was typed; its last digit alone where all of it is more than was sold. */
function countIn(text: string, most: number): number | null {
  const digits = asciiDigits(text).replaceAll(/\D/g, "").slice(-MAX_DIGITS);
  const counts = [digits, digits.slice(-1)].map(digitsValue);
  return counts.find((count) => count >= 1 && count <= most) ?? null;
}
