import { useState } from "react";
import { toDecimal, type Money } from "../../contract/money.ts";
import { closeRisk } from "../actions/risk.ts";
import { t } from "../i18n/t.ts";
import { cashChange } from "../format/cash-change.ts";
import { formatAmount } from "../format/format-money.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi, type Risk } from "../store/ui-store.ts";
import { HoldButton } from "./hold-button.tsx";
import { AmountField, amountIn } from "./amount-field.tsx";
import { CloseButton, OverDialog } from "./over-dialog.tsx";
import { ReasonChoice } from "./reason-choice.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** Before what costs money by mistake: what it does, what is kept, why, and a held key. */
export function RiskDialog() {
  const risk = useUi((state) => state.risk);
  return risk && <RiskForm risk={risk} />;
}

function RiskForm({ risk }: Readonly<{ risk: Risk }>) {
  const { title, kept, facts, reasons, hold, figure, due, act } = risk;
  const [givenText, setGivenText] = useState(due ? toDecimal(due) : "");
  const given = due ? amountIn(givenText, due.currency) : null;
  const [reason, setReason] = useState(reasons[0] ?? "");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const confirm = async () => {
    const refused = await act(reason, due ? given : null);
    if (refused === null) closeRisk();
    else setRefusal(refused);
  };
  const foot = (
    <>
      <CloseButton name={t("risk.back")} onPress={closeRisk} />
      <HoldButton
        name={hold}
        heldName={t("risk.held")}
        figure={figure}
        onConfirm={() => void confirm()}
      />
    </>
  );
  return (
    <OverDialog isOpen title={title} onClose={closeRisk} foot={foot}>
      <div className="dialog-body risk">
        <p className="lead">{kept}</p>
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {due && <CashGiven {...{ due, given }} text={givenText} onText={setGivenText} />}
        {reasons.length > 0 && <ReasonChoice {...{ reasons, reason }} onReason={setReason} />}
        {refusal && <RefusalNote code={refusal} />}
      </div>
    </OverDialog>
  );
}

type CashProps = Readonly<{
  due: Money;
  given: Money | null;
  text: string;
  onText: (text: string) => void;
}>;

/** Exact to begin with; the change is said before the hold. */
function CashGiven({ due, given, text, onText }: CashProps) {
  const change = given && cashChange(due, given.minor);
  return (
    <>
      <AmountField name={t("tender.cashGiven")} currency={due.currency} {...{ text, onText }} />
      <dl className="facts">
        <div>
          <dt>{t("tender.change")}</dt>
          <dd>
            <output className="num" aria-label={t("tender.change")} aria-live="polite">
              {change ? formatAmount(change) : t("tender.notEnough")}
            </output>
          </dd>
        </div>
      </dl>
    </>
  );
}
