import { useState } from "react";
import type { LineView, MeasureView, SaleView } from "../../../contract/views.ts";
import { closePanel } from "../../actions/navigate.ts";
import { setMeasure } from "../../actions/sell-more.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { digitsValue } from "../../format/digits-entry.ts";
import { formatMilli } from "../../format/format-measure.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { DigitsPad } from "./digits-pad.tsx";
import { FiguresNow } from "./figures-now.tsx";
import { PanelHead, ScanHint } from "./panel-head.tsx";
import { panelWords } from "./panel-words.ts";
import { sellingWords } from "./selling-words.ts";

type Props = Readonly<{ sale: SaleView; line: LineView; measure: MeasureView }>;

/** What the marked line weighs, where the scale or the clerk was wrong. */
export function MeasureEntry({ sale, line, measure }: Props) {
  const [digits, setDigits] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const milli = digitsValue(digits);
  const why = milli === 0 ? sellingWords.enterWeight : null;
  const apply = () => {
    if (why !== null) return;
    void setMeasure(line, milli).then((refused) => {
      if (refused === null) closePanel();
      else setRefusal(refused);
    });
  };
  useKeys({ Enter: apply, Escape: closePanel });
  return (
    <main className="work">
      <PanelHead title={line.name} panel="quantity" />
      <div className="entry-panels">
        <DigitsPad
          label={sellingWords.weight}
          digits={digits}
          shown={formatMilli(digits === "" ? measure.milli : milli)}
          unit={measure.unit}
          onDigits={setDigits}
        />
        <section className="panel after" aria-label={panelWords.now}>
          <FiguresNow sale={sale} line={line} on="line" />
        </section>
      </div>
      <div className="actions entry-actions">
        {refusal ? <RefusalNote code={refusal} /> : <ScanHint />}
        <PrimaryButton
          name={sellingWords.setWeight}
          keyName="Enter"
          figure={`${formatMilli(milli)} ${measure.unit}`}
          why={why}
          onPress={apply}
        />
      </div>
    </main>
  );
}
