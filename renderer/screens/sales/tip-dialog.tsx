import { useState } from "react";
import { addMoney, type Money } from "../../../contract/money.ts";
import type { SaleDetailView } from "../../../contract/views.ts";
import { addTip, type Tippable } from "../../actions/late-tip.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { Segments } from "../../components/segments.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { formatTime } from "../../format/format-time.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useCover } from "../../keys/use-cover.ts";
import { tipWords as words } from "./tip-words.ts";

type Props = Readonly<{
  detail: SaleDetailView;
  /** The cards that could when it was opened. */
  cards: readonly [Tippable, ...Tippable[]];
  /** Those that still can. */
  open: readonly (string | undefined)[];
  onClose: () => void;
}>;

/** Which card, and what was written on its slip; the whole stands beside it before anything is sent. */
export function TipDialog({ detail: { receipt }, cards, open, onClose }: Props) {
  useCover();
  const [chosenId, setChosenId] = useState(cards[0].paymentId);
  const [text, setText] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const [isAdding, setAdding] = useState(false);
  const chosen = cards.find(({ paymentId }) => paymentId === chosenId) ?? cards[0];
  const { paid, most } = chosen;
  const tip = amountIn(text, paid.currency);
  // Once its capture has gone out there is nothing to add to.
  const why = open.includes(chosen.paymentId) ? whyNot(tip, most) : words.tooLate;
  const add = async () => {
    if (tip === null || why !== null || isAdding) return;
    setAdding(true);
    const refused = await addTip(receipt.saleId, chosen, tip);
    setAdding(false);
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
        {cards.length > 1 && (
          <Segments
            label={words.card}
            options={cards.map(({ paymentId, card }) => ({ value: paymentId, name: card }))}
            value={chosenId}
            onChoose={setChosenId}
          />
        )}
        <AmountField name={words.tip} currency={paid.currency} text={text} onText={setText} />
        <Facts tippable={chosen} whole={whole} />
        {refusal && <RefusalNote code={refusal} />}
      </form>
    </OverDialog>
  );
}

function Facts({ tippable, whole }: Readonly<{ tippable: Tippable; whole: string }>) {
  const { card, paid, most, untilMs } = tippable;
  const facts = [
    [card, formatAmount(paid)],
    [words.most, formatAmount(most)],
    [words.until, formatTime(untilMs)],
    [words.whole, whole],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function focusField(form: HTMLFormElement | null): void {
  form?.querySelector("input")?.focus();
}

function whyNot(tip: Money | null, most: Money): string | null {
  if (tip === null || tip.minor <= 0) return words.missing;
  return tip.minor > most.minor ? words.tooHigh : null;
}
