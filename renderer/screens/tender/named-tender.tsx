import { useState, type ReactNode } from "react";
import { money, subtractMoney, type Money } from "../../../contract/money.ts";
import type { SaleView } from "../../../contract/views.ts";
import { takeOther } from "../../actions/take-other.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { NumberPad } from "../../components/number-pad.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { digitsValue, nextDigits, type DigitKey } from "../../format/digits-entry.ts";
import { formatAmount } from "../../format/format-money.ts";
import { partOf } from "../../format/split-shares.ts";
import type { RefusalCode } from "../../format/words.ts";
import { isComposing } from "../../keys/composing.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { KEEPS_SCANS } from "../../keys/use-scanner.ts";
import { useTender } from "../../store/tender-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { tenderWords } from "./tender-words.ts";

type Props = Readonly<{ sale: SaleView; name: string; ways: ReactNode }>;

/** A tender that the shop named: all that is asked for, or what is typed instead, and its number. */
export function NamedTender({ sale, name, ways }: Props) {
  const taking = useUi((state) => state.taking);
  const split = useTender((state) => state.split);
  const [digits, setDigits] = useState("");
  const reference = useTender((state) => state.reference);
  const setReference = (next: string) => useTender.setState({ reference: next });
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const amount =
    digits === "" ? partOf(sale, split) : money(digitsValue(digits), sale.left.currency);
  const why = taking ? tenderWords.taking : whyNot(sale, amount);
  const take = async () => {
    if (why === null) setRefusal(await takeOther(sale, amount, { name, reference }));
  };
  const type = (key: DigitKey) => setDigits((before) => nextDigits(before, key));
  useKeys({ ...digitBindings(type), Enter: () => void take(), R: focusReference });
  return (
    <>
      <div className="tender-split">
        {ways}
        <section className="entry" aria-label={tenderWords.namedTitle(name)}>
          <div className="entered">
            <b>{tenderWords.amount}</b>
            <output className="num" aria-label={tenderWords.amount} aria-live="polite">
              <span className="typed">{formatAmount(amount)}</span>
            </output>
          </div>
          <div className="named-body">
            <div>
              <p className="lead">{tenderWords.keepIt}</p>
              <Reference {...{ reference }} onReference={setReference} />
            </div>
            <NumberPad label={tenderWords.pad} onKey={type} />
          </div>
          <NamedSums sale={sale} amount={amount} />
        </section>
      </div>
      <div className="actions entry-actions">
        {refusal ? <RefusalNote code={refusal} /> : <span className="grow" />}
        <PrimaryButton
          name={tenderWords.takeNamed(name)}
          keyName="Enter"
          figure={formatAmount(amount)}
          why={why}
          onPress={() => void take()}
        />
      </div>
    </>
  );
}

/** It gives no change, so that it can be taken for no more than is left. */
function whyNot({ left }: SaleView, { minor }: Money): string | null {
  return minor > left.minor ? tenderWords.atMost(formatAmount(left)) : null;
}

const REFERENCE_ID = "tender-reference";

function focusReference(): void {
  document.getElementById(REFERENCE_ID)?.focus();
}

type ReferenceProps = Readonly<{ reference: string; onReference: (reference: string) => void }>;

/** What stands on the paper, typed or scanned. Enter leaves the field, and takes nothing. */
function Reference({ reference, onReference }: ReferenceProps) {
  return (
    <label className="field">
      <span>
        {tenderWords.onIt} <KeyCap name="R" />
      </span>
      <input
        id={REFERENCE_ID}
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={80}
        value={reference}
        data-scan={KEEPS_SCANS}
        onChange={(event) => onReference(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || isComposing(event.nativeEvent)) return;
          event.stopPropagation();
          event.currentTarget.blur();
        }}
      />
    </label>
  );
}

type SumsProps = Readonly<{ sale: SaleView; amount: Money }>;

/** What is due, and live what another tender then pays. */
function NamedSums({ sale: { left }, amount }: SumsProps) {
  const rest = subtractMoney(left, amount);
  const shown = rest.minor > 0 ? rest : money(0, left.currency);
  return (
    <dl className="cash-sums">
      <div>
        <dt>{tenderWords.toPay}</dt>
        <dd className="num">{formatAmount(left)}</dd>
      </div>
      <div className="change">
        <dt>{tenderWords.restLeft}</dt>
        <dd className={rest.minor > 0 ? "num" : "num dim"}>
          <output aria-live="polite" aria-label={tenderWords.restLeft}>
            {formatAmount(shown)}
          </output>
        </dd>
      </div>
    </dl>
  );
}
