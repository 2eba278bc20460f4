import { useState } from "react";
import { closeRisk } from "../actions/risk.ts";
import { t } from "../i18n/t.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi, type Risk } from "../store/ui-store.ts";
import { HoldButton } from "./hold-button.tsx";
import { CloseButton, OverDialog } from "./over-dialog.tsx";
import { ReasonChoice } from "./reason-choice.tsx";
import { RefusalNote } from "./refusal-note.tsx";

/** Before what costs money by mistake: what it does, what is kept, why, and a held key. */
export function RiskDialog() {
  const risk = useUi((state) => state.risk);
  return risk && <RiskForm risk={risk} />;
}

function RiskForm({ risk }: Readonly<{ risk: Risk }>) {
  const { title, kept, facts, reasons, hold, figure, act } = risk;
  const [reason, setReason] = useState(reasons[0] ?? "");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const confirm = async () => {
    const refused = await act(reason);
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
        <ReasonChoice reasons={reasons} reason={reason} onReason={setReason} />
        {refusal && <RefusalNote code={refusal} />}
      </div>
    </OverDialog>
  );
}
