import { useState } from "react";
import type { LineView, RegisterView, SaleView } from "../../../contract/views.ts";
import { setQuantity } from "../../actions/edit-sale.ts";
import { closePanel } from "../../actions/navigate.ts";
import { NumberPad } from "../../components/number-pad.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { digitsValue, nextDigits, type DigitKey } from "../../format/digits-entry.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { FiguresNow } from "./figures-now.tsx";
import { FastValues } from "./fast-values.tsx";
import { MeasureEntry } from "./measure-entry.tsx";
import { PanelHead, ScanHint } from "./panel-head.tsx";
import { panelWords } from "./panel-words.ts";
import { useMarkedLine } from "./use-marked-line.ts";

const common = ["2", "3", "4", "6", "12"].map((digits) => ({ name: digits, digits }));

/** One line holds 9,999 pieces at most, which are four digits. */
const MAX_QUANTITY_DIGITS = 4;

export function QuantityPanel({ view }: Readonly<{ view: RegisterView }>) {
  const line = useMarkedLine(view.sale);
  if (!line) return null;
  const { measure } = line;
  return measure ? (
    <MeasureEntry key={line.lineId} {...{ sale: view.sale, line, measure }} />
  ) : (
    <QuantityEntry key={line.lineId} sale={view.sale} line={line} />
  );
}

type EntryProps = Readonly<{ sale: SaleView; line: LineView }>;

function QuantityEntry({ sale, line }: EntryProps) {
  const [digits, setDigits] = useState("");
  const why = whyNotYet(digits, line.quantity);
  const type = (key: DigitKey) => {
    setDigits((now) => nextDigits(now, key, MAX_QUANTITY_DIGITS));
  };
  const apply = () => {
    if (why !== null) return;
    closePanel();
    void setQuantity(line, digitsValue(digits));
  };
  useKeys({ ...digitBindings(type), Enter: apply, Escape: closePanel });
  return (
    <main className="work">
      <PanelHead title={line.name} panel="quantity" />
      <div className="entry-panels">
        <section className="entry" aria-label={panelWords.quantity}>
          <div className="entered">
            <b>{panelWords.howMany}</b>
            <output aria-label={panelWords.howMany} className={digits === "" ? "none" : ""}>
              <span className="typed">{digits === "" ? line.quantity : digits}</span>
            </output>
          </div>
          <FastValues
            label={panelWords.fast}
            values={common}
            digits={digits}
            onChoose={setDigits}
          />
          <NumberPad label={panelWords.pad} onKey={type} />
        </section>
        <section className="panel after" aria-label={panelWords.now}>
          <FiguresNow sale={sale} line={line} on="line" />
        </section>
      </div>
      <div className="actions entry-actions">
        <ScanHint />
        <PrimaryButton
          name={panelWords.setQuantity}
          keyName="Enter"
          figure={digits}
          why={why}
          onPress={apply}
        />
      </div>
    </main>
  );
}

function whyNotYet(digits: string, quantity: number): string | null {
  if (digitsValue(digits) === 0) return panelWords.enterQuantity;
  return digitsValue(digits) === quantity ? panelWords.sameQuantity : null;
}
