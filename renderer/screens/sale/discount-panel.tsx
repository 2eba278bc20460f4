import { useState } from "react";
import type { LineView, RegisterView } from "../../../contract/views.ts";
import { setDiscount, type DiscountTarget } from "../../actions/edit-sale.ts";
import { closePanel } from "../../actions/navigate.ts";
import { NumberPad } from "../../components/number-pad.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { nextDigits, type DigitKey } from "../../format/digits-entry.ts";
import { NBSP } from "../../format/locale.ts";
import type { RefusalCode } from "../../format/words.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { DiscountChoices, type DiscountOn } from "./discount-choices.tsx";
import { discountOf, formatTerms, whyNoDiscountYet, type DiscountDraft } from "./discount-terms.ts";
import { FastValues } from "./fast-values.tsx";
import { PanelHead, ScanHint } from "./panel-head.tsx";
import { panelWords } from "./panel-words.ts";
import { useMarkedLine } from "./use-marked-line.ts";

const commonPercents = ["5", "10", "15", "20", "50"].map((digits) => ({
  name: `${digits}${NBSP}%`,
  digits,
}));

const noDraft: DiscountDraft = { kind: "percent", digits: "", reason: null };

export function DiscountPanel({ view }: Readonly<{ view: RegisterView }>) {
  const line = useMarkedLine(view.sale);
  return line && <DiscountEntry key={line.lineId} view={view} line={line} />;
}

type EntryProps = Readonly<{ view: RegisterView; line: LineView }>;

function DiscountEntry({ view, line }: EntryProps) {
  const [on, setOn] = useState<DiscountOn>("line");
  const [draft, setDraft] = useState(noDraft);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const target: DiscountTarget = {
    saleId: view.sale.saleId,
    lineId: on === "line" ? line.lineId : null,
    name: on === "line" ? line.name : panelWords.sale,
  };
  const give = async () => {
    const discount = discountOf(draft);
    if (!discount) return;
    const answer = await setDiscount(target, discount);
    if (answer.ok) closePanel();
    else setRefusal(answer.refusal);
  };
  const takeAway = async () => {
    const answer = await setDiscount(target, null);
    if (answer.ok) closePanel();
    else setRefusal(answer.refusal);
  };
  const change = (part: Partial<DiscountDraft>) => {
    setRefusal(null);
    setDraft((now) => ({ ...now, ...part }));
  };
  useKeys({ Enter: () => void give(), Escape: closePanel });
  return (
    <main className="work">
      <PanelHead title={target.name} panel="discount" />
      <div className="entry-panels">
        <DiscountNumber
          draft={draft}
          onChange={change}
          view={view}
          label={on === "line" ? panelWords.line : panelWords.sale}
        />
        <DiscountChoices
          sale={view.sale}
          line={line}
          on={on}
          draft={draft}
          onTarget={setOn}
          onChange={change}
          onTakeAway={() => void takeAway()}
        />
      </div>
      <div className="actions entry-actions">
        {refusal ? <RefusalNote code={refusal} /> : <ScanHint />}
        <PrimaryButton
          name={nameOf(draft, view)}
          keyName="Enter"
          why={whyNoDiscountYet(draft)}
          onPress={() => void give()}
        />
      </div>
    </main>
  );
}

function nameOf(draft: DiscountDraft, view: RegisterView): string {
  const terms = formatTerms(draft, view.shop.currency);
  return terms === "" ? panelWords.giveNothing : panelWords.give(terms);
}

type NumberProps = Readonly<{
  draft: DiscountDraft;
  view: RegisterView;
  label: string;
  onChange: (part: Partial<DiscountDraft>) => void;
}>;

function DiscountNumber({ draft, view, label, onChange }: NumberProps) {
  const isPercent = draft.kind === "percent";
  const maxDigits = isPercent ? 3 : 8;
  const type = (key: DigitKey) => {
    onChange({ digits: nextDigits(draft.digits, key, maxDigits) });
  };
  useKeys(digitBindings(type));
  const terms = formatTerms(draft, view.shop.currency).replace(`${NBSP}%`, "");
  return (
    <section className="entry" aria-label={panelWords.discount}>
      <div className="entered">
        <b className="cut">{label}</b>
        <output aria-label={panelWords.discount} className={draft.digits === "" ? "none" : ""}>
          <span className="typed">{terms === "" ? "0" : terms}</span>
          <small>{isPercent ? "%" : view.shop.currency}</small>
        </output>
      </div>
      {isPercent && (
        <FastValues
          label={panelWords.fast}
          values={commonPercents}
          digits={draft.digits}
          onChoose={(digits) => {
            onChange({ digits });
          }}
        />
      )}
      <NumberPad label={panelWords.pad} onKey={type} />
    </section>
  );
}
