import { useState } from "react";
import { money, type Currency } from "../../../contract/money.ts";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import { accountFor, closeReturn, creditReturn } from "../../actions/return-goods.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { HoldButton } from "../../components/hold-button.tsx";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { ReasonChoice } from "../../components/reason-choice.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { newTopUpId } from "../../format/new-id.ts";
import type { RefusalCode } from "../../format/words.ts";
import { useUi } from "../../store/ui-store.ts";
import { returnWords as words } from "./return-words.ts";
import { WhoseAccount } from "./whose-account.tsx";

/** Goods without a receipt: whose credit, how much, why, a held key, and a manager. */
export function ReturnDialog({ currency }: Readonly<{ currency: Currency }>) {
  const isOpen = useUi((state) => state.isReturning);
  return isOpen && <ReturnForm currency={currency} />;
}

function ReturnForm({ currency }: Readonly<{ currency: Currency }>) {
  const [topUpId] = useState(newTopUpId);
  const [account, setAccount] = useState<CreditAccountView | null>(null);
  const [name, setName] = useState("");
  const [text, setText] = useState("");
  const [reason, setReason] = useState<string>(words.reasons[0]);
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const [isDone, setDone] = useState(false);
  const amount = amountIn(text, currency) ?? money(0, currency);
  const give = async () => {
    const found = name.trim() === "" ? "account-not-found" : await accountFor(name, account);
    if (typeof found === "string") {
      setRefusal(found);
      return;
    }
    // A second try after a no credits the same account, and opens none anew.
    setAccount(found);
    const { accountId } = found;
    const refused = await creditReturn({
      ...{ topUpId, accountId, amount, reason: words.reason(reason) },
    });
    setRefusal(refused);
    setDone(refused === null);
  };
  const figure = formatAmount(amount);
  if (isDone && account) return <Done account={account} figure={figure} />;
  const foot = (
    <>
      <CloseButton name={words.back} onPress={closeReturn} />
      <HoldButton
        name={words.hold}
        heldName={words.held}
        figure={figure}
        onConfirm={() => void give()}
      />
    </>
  );
  return (
    <OverDialog isOpen title={words.title} onClose={closeReturn} foot={foot}>
      <div className="dialog-body risk">
        <p className="lead">{words.kept}</p>
        <WhoseAccount
          hasFocus
          name={name}
          chosen={account}
          onName={(next, chosen) => {
            setName(next);
            setAccount(chosen);
          }}
        />
        <AmountField name={words.amount} text={text} onText={setText} currency={currency} />
        <ReasonChoice reasons={words.reasons} reason={reason} onReason={setReason} />
        {refusal && <RefusalNote code={refusal} />}
      </div>
    </OverDialog>
  );
}

type DoneProps = Readonly<{ account: CreditAccountView; figure: string }>;

/** What was given, and the code by which it is spent. */
function Done({ account, figure }: DoneProps) {
  return (
    <OverDialog
      isOpen
      title={words.done}
      onClose={closeReturn}
      foot={<CloseButton name={words.close} onPress={closeReturn} />}
    >
      <div className="dialog-body risk" role="status">
        <dl className="facts">
          <div>
            <dt>{account.name}</dt>
            <dd className="num">{figure}</dd>
          </div>
        </dl>
        <p className="lead">{words.spentBy}</p>
        <p className="code">{account.accountId}</p>
      </div>
    </OverDialog>
  );
}
