import { Minus, Plus, Trash2 } from "lucide-react";
import type { LineView, MeasureView } from "../../../contract/views.ts";
import { maxQuantity, removeLine, setQuantity } from "../../actions/edit-sale.ts";
import { openPanel } from "../../actions/navigate.ts";
import { formatMilli } from "../../format/format-measure.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { sellingWords } from "./selling-words.ts";
import { saleWords } from "./sale-words.ts";
import { useShortcut } from "../../keys/use-shortcut.ts";

/** What can be done with the marked line, under it. */
export function LineTools({ line }: Readonly<{ line: LineView }>) {
  return (
    <div className="tools">
      {line.measure ? <Measured measure={line.measure} /> : <Stepper line={line} />}
      <button
        type="button"
        className="button shown-below"
        aria-label={saleWords.discountOf(line.name)}
        aria-keyshortcuts={useShortcut("F5")}
        onClick={() => openPanel("discount")}
      >
        {saleWords.discount}
        <KeyCap name="F5" />
      </button>
      <button
        type="button"
        className="button"
        aria-label={`${sellingWords.price}: ${line.name}`}
        aria-keyshortcuts="Alt+P"
        onClick={() => openPanel("price")}
      >
        {sellingWords.price}
        <KeyCap name="Alt P" />
      </button>
      <button
        type="button"
        className="button remove"
        aria-label={saleWords.removeLine(line.name)}
        aria-keyshortcuts="Delete"
        onClick={() => void removeLine(line)}
      >
        <Trash2 aria-hidden="true" />
        <KeyCap name="Del" />
      </button>
    </div>
  );
}

function Stepper({ line }: Readonly<{ line: LineView }>) {
  const { quantity, name } = line;
  return (
    <div className="stepper" role="group" aria-label={saleWords.setQuantity(name)}>
      <button
        type="button"
        aria-label={saleWords.oneLess}
        disabled={quantity === 1}
        onClick={() => void setQuantity(line, quantity - 1)}
      >
        <Minus aria-hidden="true" />
      </button>
      <button
        type="button"
        className="count"
        aria-label={`${saleWords.quantity}: ${quantity}`}
        aria-keyshortcuts={useShortcut("F4")}
        onClick={() => openPanel("quantity")}
      >
        {quantity}
        <KeyCap name="F4" />
      </button>
      <button
        type="button"
        aria-label={saleWords.oneMore}
        disabled={quantity >= maxQuantity}
        onClick={() => void setQuantity(line, quantity + 1)}
      >
        <Plus aria-hidden="true" />
      </button>
    </div>
  );
}

/** Of what is weighed the clerk changes the weight. */
function Measured({ measure: { milli, unit } }: Readonly<{ measure: MeasureView }>) {
  const shown = `${formatMilli(milli)} ${unit}`;
  return (
    <button
      type="button"
      className="button num"
      aria-label={`${sellingWords.weight}: ${shown}`}
      aria-keyshortcuts={useShortcut("F4")}
      onClick={() => openPanel("quantity")}
    >
      {shown}
      <KeyCap name="F4" />
    </button>
  );
}
