import { NumberPad } from "../../components/number-pad.tsx";
import { nextDigits, type DigitKey } from "../../format/digits-entry.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { panelWords } from "./panel-words.ts";

type Props = Readonly<{
  label: string;
  digits: string;
  /** The digits as a figure, or what stands before any was typed. */
  shown: string;
  unit: string;
  onDigits: (digits: string) => void;
}>;

/** As many digits as a price or a weight of this till has. */
const MAX_DIGITS = 8;

/** A figure and the pad under it; the keyboard's digits do the same. */
export function DigitsPad({ label, digits, shown, unit, onDigits }: Props) {
  const type = (key: DigitKey) => {
    onDigits(nextDigits(digits, key, MAX_DIGITS));
  };
  useKeys(digitBindings(type));
  return (
    <section className="entry" aria-label={label}>
      <div className="entered">
        <b className="cut">{label}</b>
        <output aria-label={label} className={digits === "" ? "none" : ""}>
          <span className="typed">{shown}</span>
          <small>{unit}</small>
        </output>
      </div>
      <NumberPad label={panelWords.pad} onKey={type} />
    </section>
  );
}
