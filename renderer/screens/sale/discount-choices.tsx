import { Tag } from "lucide-react";
import type { LineView, SaleView } from "../../../contract/views.ts";
import { ReasonChoices } from "../../components/reason-choices.tsx";
import { Segments } from "../../components/segments.tsx";
import { formatDiscount } from "../../format/format-discount.ts";
import { reasonWords } from "../../format/reason-words.ts";
import type { DiscountDraft, DiscountKind } from "./discount-terms.ts";
import { FiguresNow } from "./figures-now.tsx";
import { panelWords } from "./panel-words.ts";

export type DiscountOn = "line" | "sale";

type Props = Readonly<{
  sale: SaleView;
  line: LineView;
  on: DiscountOn;
  draft: DiscountDraft;
  onTarget: (on: DiscountOn) => void;
  onChange: (part: Partial<DiscountDraft>) => void;
  onTakeAway: () => void;
}>;

/** What the discount is on, as what it is said, and why it is given. */
export function DiscountChoices(props: Props) {
  const { sale, line, on, draft, onTarget, onChange, onTakeAway } = props;
  const target = on === "line" ? line : sale;
  return (
    <section className="panel after" aria-label={panelWords.terms}>
      <FiguresNow sale={sale} line={line} on={on} />
      {target.discount && (
        <button type="button" className="button" onClick={onTakeAway}>
          <Tag aria-hidden="true" />
          {panelWords.takeAway(formatDiscount(target.discount))}
        </button>
      )}
      <div className="choices foot">
        <span className="label">{panelWords.discountOn}</span>
        <div className="pair">
          <Segments<DiscountOn>
            label={panelWords.discountOn}
            value={on}
            onChoose={onTarget}
            options={[
              { value: "line", name: panelWords.line },
              { value: "sale", name: panelWords.sale },
            ]}
          />
          <Segments<DiscountKind>
            label={panelWords.kind}
            value={draft.kind}
            onChoose={(kind) => {
              onChange({ kind, digits: "" });
            }}
            options={[
              { value: "percent", name: panelWords.percent },
              { value: "amount", name: panelWords.amount },
            ]}
          />
        </div>
      </div>
      <ReasonChoices
        label={panelWords.reason}
        words={reasonWords}
        chosen={draft.reason}
        onChoose={(reason) => onChange({ reason })}
      />
    </section>
  );
}
