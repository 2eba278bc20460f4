import { useState } from "react";
import type { LineView, RegisterView } from "../../../contract/views.ts";
import { closePanel } from "../../actions/navigate.ts";
import { overridePrice } from "../../actions/sell-more.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { ReasonChoices } from "../../components/reason-choices.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { digitsValue } from "../../format/digits-entry.ts";
import { formatAmount } from "../../format/format-money.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { DigitsPad } from "./digits-pad.tsx";
import { FiguresNow } from "./figures-now.tsx";
import { PanelHead, ScanHint } from "./panel-head.tsx";
import { panelWords } from "./panel-words.ts";
import { sellingWords, type OverrideReason } from "./selling-words.ts";
import { useMarkedLine } from "./use-marked-line.ts";

export function PricePanel({ view }: Readonly<{ view: RegisterView }>) {
  const line = useMarkedLine(view.sale);
  return line && <PriceEntry key={line.lineId} view={view} line={line} />;
}

/** Another price of one piece or unit, and why; a manager says yes in place where the rights ask. */
function PriceEntry({ view, line }: Readonly<{ view: RegisterView; line: LineView }>) {
  const [digits, setDigits] = useState("");
  const [reason, setReason] = useState<OverrideReason | null>(null);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const now = line.measure?.perUnit ?? line.unitPrice;
  const why = whyNotYet({ digits, reason, nowMinor: now.minor });
  const change = async (override: Parameters<typeof overridePrice>[1]) => {
    const refused = await overridePrice(line, override);
    setRefusal(refused);
    if (refused === null) closePanel();
  };
  const apply = () => {
    if (why === null && reason) void change({ minor: digitsValue(digits), reason });
  };
  useKeys({ Enter: apply, Escape: closePanel });
  return (
    <main className="work">
      <PanelHead title={line.name} panel="price" />
      <div className="entry-panels">
        <DigitsPad
          label={sellingWords.pricePer(line.measure?.unit)}
          digits={digits}
          shown={formatAmount({ ...now, minor: digits === "" ? now.minor : digitsValue(digits) })}
          unit={view.shop.currency}
          onDigits={setDigits}
        />
        <section className="panel after" aria-label={sellingWords.reason}>
          <FiguresNow sale={view.sale} line={line} on="line" />
          {line.override && (
            <button type="button" className="button" onClick={() => void change(null)}>
              {sellingWords.listPrice(formatAmount(line.override.original))}
            </button>
          )}
          <ReasonChoices
            label={sellingWords.reason}
            words={sellingWords.reasons}
            chosen={reason}
            onChoose={setReason}
          />
        </section>
      </div>
      <div className="actions entry-actions">
        {refusal ? <RefusalNote code={refusal} /> : <ScanHint />}
        <PrimaryButton name={sellingWords.setPrice} keyName="Enter" why={why} onPress={apply} />
      </div>
    </main>
  );
}

function whyNotYet({
  digits,
  reason,
  nowMinor,
}: Readonly<{ digits: string; reason: string | null; nowMinor: number }>): string | null {
  if (digits === "") return sellingWords.enterPrice;
  if (digitsValue(digits) === nowMinor) return sellingWords.samePrice;
  return reason === null ? panelWords.chooseReason : null;
}
