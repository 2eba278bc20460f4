import { useState, type ReactNode } from "react";
import { isSameMoney, money, type Money } from "../../../contract/money.ts";
import type { SaleView, ShopView } from "../../../contract/views.ts";
import { takeCash } from "../../actions/take-cash.ts";
import { NumberPad } from "../../components/number-pad.tsx";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { Coins } from "lucide-react";
import { formatAmount } from "../../format/format-money.ts";
import { cashPartOf } from "../../format/split-shares.ts";
import type { RefusalCode } from "../../format/words.ts";
import { digitBindings } from "../../keys/digit-bindings.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useTender } from "../../store/tender-store.ts";
import { useUi } from "../../store/ui-store.ts";
import { CashSums } from "./cash-sums.tsx";
import { NoteButtons } from "./note-buttons.tsx";
import { tenderWords } from "./tender-words.ts";
import { useCashEntry, type CashEntry } from "./use-cash-entry.ts";

type Props = Readonly<{ sale: SaleView; shop: ShopView; ways: ReactNode }>;

/** Cash: what was given, the change, and the key that takes it. Less than is due can be a part. */
export function CashTender({ sale, shop, ways }: Props) {
  const taking = useUi((state) => state.taking);
  const split = useTender((state) => state.split);
  const entry = useCashEntry();
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const due = cashPartOf(sale, split, shop);
  const why = taking ? tenderWords.taking : whyNotYet(entry, due.minor);
  const take = async (amount: Money) => {
    if (!taking) setRefusal(await takeCash(sale, amount, entry.givenMinor));
  };
  const takeDue = () => {
    if (why === null) void take(due);
  };
  const canBePart = isPart(entry, due, shop);
  const takePart = () => {
    if (canBePart) void take(money(entry.givenMinor, due.currency));
  };
  const payExact = () => entry.choose(due.minor);
  useKeys({ ...digitBindings(entry.type), F9: payExact, Enter: takeDue, P: takePart });
  return (
    <>
      <div className="tender-split">
        {ways}
        <CashPanel {...{ sale, shop, entry, due }} />
      </div>
      <div className="actions entry-actions">
        <TallButton
          name={tenderWords.asPart}
          icon={Coins}
          keyName="P"
          isDisabled={!canBePart}
          onPress={takePart}
        />
        {refusal ? <RefusalNote code={refusal} /> : <span className="grow" />}
        <PrimaryButton
          name={tenderWords.takeCash}
          keyName="Enter"
          figure={formatAmount(due)}
          why={why}
          onPress={takeDue}
        />
      </div>
    </>
  );
}

type CashPanelProps = Readonly<{ sale: SaleView; shop: ShopView; entry: CashEntry; due: Money }>;

function CashPanel({ sale, shop, entry, due }: CashPanelProps) {
  const given = money(entry.givenMinor, shop.currency);
  return (
    <section className="entry" aria-label={tenderWords.title}>
      <div className="entered">
        <b>{tenderWords.cashGiven}</b>
        <output
          className={entry.digits === "" ? "num none" : "num"}
          aria-label={tenderWords.cashGiven}
        >
          <span className="typed">{formatAmount(given)}</span>
        </output>
      </div>
      <div className="cash-body">
        <NoteButtons
          due={due}
          notesMinor={shop.notesMinor}
          givenMinor={entry.givenMinor}
          onChoose={entry.choose}
        />
        <NumberPad label={tenderWords.pad} onKey={entry.type} />
      </div>
      <CashSums
        due={due}
        givenMinor={entry.givenMinor}
        isRounded={isSameMoney(due, sale.cashLeft) && !isSameMoney(due, sale.left)}
        isEntered={entry.digits !== ""}
      />
    </section>
  );
}

/** Money is never taken by an empty entry, unless there is nothing to pay. */
function whyNotYet({ digits, givenMinor }: CashEntry, dueMinor: number): string | null {
  if (digits === "" && dueMinor > 0) return tenderWords.enterCash;
  return givenMinor < dueMinor ? tenderWords.notEnough : null;
}

/** Cash can pay whole coins only. */
function isPart({ givenMinor }: CashEntry, due: Money, { cashStepMinor }: ShopView): boolean {
  return givenMinor > 0 && givenMinor < due.minor && givenMinor % cashStepMinor === 0;
}
