import { useState } from "react";
import { addMoney, type Money } from "../../../contract/money.ts";
import type { SaleDetailView } from "../../../contract/views.ts";
import { addTip, type Tippable } from "../../actions/late-tip.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import type { RefusalCode } from "../../format/words.ts";
import { tipWords as words } from "./tip-words.ts";

type Props = Readonly<{ detail: SaleDetailView; tippable: Tippable; onClose: () => void }>;

/** What the customer wrote on the slip; the whole stands beside it before anything is sent. */
export function TipDialog({ detail: { receipt }, tippable, onClose }: Props) {
  const { paid, most, untilMs } = tippable;
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const tip = amountIn(text, paid.currency);
  const why = whyNot(tip, most);
  const add = async () => {
    if (tip === null || why !== null) return;
    const refused = await addTip(receipt.saleId, tippable, tip);
    setRefusal(refused);
    if (refused === null) onClose();
  };
  const whole = formatAmount(tip === null ? paid : addMoney(paid, tip));
  const foot = (
    <>
      <CloseButton name={words.back} onPress={onClose} />
      <PrimaryButton
        name={words.add}
        keyName="Enter"
        figure={whole}
        why={why}
        onPress={() => void add()}
      />
    </>
  );
  const facts = [
    [words.paid, formatAmount(paid)],
    [words.most, formatAmount(most)],
    [words.until, formatTime(untilMs)],
    [words.whole, whole],
  ] as const;
  return (
    <OverDialog isOpen title={words.title(receipt.receiptNumber)} onClose={onClose} foot={foot}>
      <form
        className="dialog-body risk"
        ref={focusField}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <p className="lead">{words.kept}</p>
        <AmountField name={words.tip} currency={paid.currency} text={text} onText={setText} />
        <dl className="facts">
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="num">{value}</dd>
            </div>
          ))}
        </dl>
        {refusal && <RefusalNote code={refusal} />}
      </form>
    </OverDialog>
  );
}

function focusField(form: HTMLFormElement | null): void {
  form?.querySelector("input")?.focus();
}

function whyNot(tip: Money | null, most: Money): string | null {
  if (tip === null || tip.minor <= 0) return words.missing;
  return tip.minor > most.minor ? words.tooHigh : null;
}
