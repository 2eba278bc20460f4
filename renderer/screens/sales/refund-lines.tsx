import { Minus, Plus } from "lucide-react";
import { Button, Group, Input, NumberField } from "react-aria-components";
import type { LineId } from "../../../contract/ids.ts";
import type { Money } from "../../../contract/money.ts";
import type { RefundableLineView, RefundableSaleView } from "../../../contract/refund-views.ts";
import type { Pieces } from "../../actions/refund-choice.ts";
import { CheckBox } from "../../components/check-box.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { refundDialogWords as words } from "./refund-dialog-words.ts";

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

function PieceCount({ name, most, quantity, onQuantity }: CountProps) {
  return (
    <NumberField
      aria-label={words.howMany(name)}
      minValue={1}
      maxValue={most}
      value={quantity}
      onChange={(next) => {
        if (Number.isInteger(next)) onQuantity(next);
      }}
    >
      <Group className="stepper">
        <Button slot="decrement">
          <Minus aria-hidden="true" />
        </Button>
        <Input className="count" />
        <Button slot="increment">
          <Plus aria-hidden="true" />
        </Button>
      </Group>
    </NumberField>
  );
}
