import { useState } from "react";
import { money, toDecimal } from "../../../contract/money.ts";
import type { EntryView, ShopView } from "../../../contract/views.ts";
import {
  closeCorrection,
  commonAccounts,
  correctEntry,
  standsOn,
  type Mistake,
} from "../../actions/correct.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { ChoiceField } from "../../components/choice-field.tsx";
import { HoldButton } from "../../components/hold-button.tsx";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { ReasonChoice } from "../../components/reason-choice.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { accountWords } from "../../format/account-words.ts";
import { formatAmount } from "../../format/format-money.ts";
import { newCorrectionId } from "../../format/new-id.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useCorrection } from "../../store/correction-store.ts";
import { correctWords as words } from "./correct-words.ts";

/** An amount stands on the wrong account: from where, to where, how much, why, and a manager. */
export function CorrectionDialog({ shop }: Readonly<{ shop: ShopView }>) {
  const entry = useCorrection((state) => state.entry);
  return entry && <CorrectionForm key={entry.seq} entry={entry} shop={shop} />;
}

type Props = Readonly<{ entry: EntryView; shop: ShopView }>;

function CorrectionForm({ entry, shop }: Props) {
  const [correctionId] = useState(newCorrectionId);
  const own = [...new Set(entry.postings.map(({ account }) => account))];
  const [from, setFrom] = useState(own[0] ?? "");
  const [to, setTo] = useState("");
  const most = standsOn(entry, from) ?? money(0, shop.currency);
  const [text, setText] = useState<string>(toDecimal(most));
  const [reason, setReason] = useState<string>(words.reasons[0]);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const amount = amountIn(text, shop.currency);
  const give = async () => {
    const mistake = mistakeOf({ from, to, amount, most });
    setRefusal(
      mistake === null ? "bad-input" : await correctEntry({ correctionId, entry, mistake, reason }),
    );
  };
  const others = [...new Set([...commonAccounts, ...own])].filter((account) => account !== from);
  const foot = (
    <>
      <CloseButton name={words.back} onPress={closeCorrection} />
      <HoldButton
        name={words.hold}
        heldName={words.held}
        figure={formatAmount(amount ?? most)}
        onConfirm={() => void give()}
      />
    </>
  );
  return (
    <OverDialog isOpen title={words.title(entry.seq)} onClose={closeCorrection} foot={foot}>
      <div className="dialog-body risk">
        <p className="lead">{words.kept}</p>
        <AccountField
          {...{ name: words.from, account: from, accounts: own, taxName: shop.taxName }}
          onAccount={(account) => {
            setFrom(account);
            setText(toDecimal(standsOn(entry, account) ?? most));
            if (account === to) setTo("");
          }}
        />
        <AccountField
          {...{ name: words.to, account: to, accounts: others, taxName: shop.taxName }}
          onAccount={setTo}
        />
        <AmountField
          name={words.amount(formatAmount(most))}
          text={text}
          onText={setText}
          currency={shop.currency}
        />
        <ReasonChoice reasons={words.reasons} reason={reason} onReason={setReason} />
        {refusal && <RefusalNote code={refusal} />}
      </div>
    </OverDialog>
  );
}

type Typed = Readonly<{
  from: string;
  to: string;
  amount: Mistake["amount"] | null;
  most: Mistake["amount"];
}>;

/** Null where no account was chosen, or more was typed than stands there. */
function mistakeOf({ from, to, amount, most }: Typed): Mistake | null {
  if (to === "" || amount === null) return null;
  return amount.minor > 0 && amount.minor <= most.minor ? { from, to, amount } : null;
}

type FieldProps = Readonly<{
  name: string;
  /** Empty until one is chosen. */
  account: string;
  accounts: readonly string[];
  taxName: string;
  onAccount: (account: string) => void;
}>;

function AccountField({ name, account, accounts, taxName, onAccount }: FieldProps) {
  return (
    <ChoiceField
      name={name}
      options={accounts.map((value) => ({ value, name: accountWords(value, taxName) }))}
      value={account === "" ? null : account}
      unchosen={words.choose}
      onChoose={onAccount}
    />
  );
}
