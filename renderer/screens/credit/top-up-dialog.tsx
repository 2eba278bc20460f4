import { useState } from "react";
import type { Input } from "../../../contract/commands.ts";
import { money } from "../../../contract/money.ts";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { closeTopUp, topUpAccount } from "../../actions/credit-history.ts";
import { chargeTopUp } from "../../actions/top-up-card.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { HoldButton } from "../../components/hold-button.tsx";
import { CloseButton, OverDialog } from "../../components/over-dialog.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { Segments } from "../../components/segments.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { newTopUpId } from "../../format/new-id.ts";
import type { RefusalCode } from "../../format/words.ts";
import { t } from "../../i18n/t.ts";
import { creditWords } from "./credit-words.ts";
import { historyWords as words } from "./history-words.ts";

type Props = Readonly<{ account: CreditAccountView; view: RegisterView }>;
type Way = "cash" | "card" | "other";

/** Credit for money: how much, and what paid for it. The same held key again adds nothing more. */
export function TopUpDialog({ account, view }: Props) {
  const { currency } = view.shop;
  const [topUpId] = useState(newTopUpId);
  const [text, setText] = useState("");
  const [way, setWay] = useState<Way>("cash");
  const [name, setName] = useState("");
  const [reference, setReference] = useState("");
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const amount = amountIn(text, currency) ?? money(0, currency);
  const add = async () => {
    const wanted = { topUpId, accountId: account.accountId, amount };
    if (way === "card") {
      setRefusal(await chargeTopUp(wanted));
      return;
    }
    const by: Input<"credit.top-up">["by"] =
      way === "cash"
        ? { tender: "cash" }
        : { tender: "other", name: name.trim(), reference: reference.trim() || null };
    setRefusal(await topUpAccount({ ...wanted, by }));
  };
  const foot = (
    <>
      <CloseButton name={words.back} onPress={closeTopUp} />
      <HoldButton
        name={way === "card" ? words.charge : words.add}
        heldName={t("risk.held")}
        figure={formatAmount(amount)}
        onConfirm={() => void add()}
      />
    </>
  );
  const title = words.topUpTitle(account.name || creditWords.unnamed);
  return (
    <OverDialog isOpen title={title} onClose={closeTopUp} foot={foot}>
      <div className="dialog-body risk">
        <p className="lead">{way === "card" ? words.byCardAbout : words.topUpAbout}</p>
        <AmountField name={words.amount} text={text} onText={setText} currency={currency} />
        <Segments
          label={words.how}
          value={way}
          onChoose={setWay}
          options={[
            { value: "cash", name: words.byCash },
            { value: "card", name: words.byCard },
            { value: "other", name: words.byOther },
          ]}
        />
        {way === "other" && (
          <>
            <TextField name={words.otherName} text={name} onText={setName} most={40} />
            <TextField name={words.reference} text={reference} onText={setReference} most={80} />
          </>
        )}
        {refusal && <RefusalNote code={refusal} />}
      </div>
    </OverDialog>
  );
}

type FieldProps = Readonly<{
  name: string;
  text: string;
  onText: (text: string) => void;
  most: number;
}>;

function TextField({ name, text, onText, most }: FieldProps) {
  return (
    <label className="field">
      <span>{name}</span>
      <input
        autoComplete="off"
        maxLength={most}
        value={text}
        onChange={(event) => {
          onText(event.target.value);
        }}
      />
    </label>
  );
}
