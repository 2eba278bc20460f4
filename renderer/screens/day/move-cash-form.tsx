import { useState, type ReactNode } from "react";
import type { ShopView } from "../../../contract/views.ts";
import { moveCash, openWithoutSale } from "../../actions/drawer.ts";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { useHold } from "../../components/use-hold.ts";
import type { RefusalCode } from "../../format/words.ts";
import { AmountField, amountIn } from "../../components/amount-field.tsx";
import { ChoiceField } from "../../components/choice-field.tsx";
import { dayWords as words } from "./day-words.ts";

const places = ["safe", "bank", "petty", "float"] as const;
type Place = (typeof places)[number];

type MoveProps = Readonly<{ shop: ShopView; direction: "in" | "out"; onDone: () => void }>;

/** Cash that is no sale: how much, why, and where it came from or went. */
export function MoveCashForm({ shop, direction, onDone }: MoveProps) {
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [counterAccount, setPlace] = useState<Place>("safe");
  const submit = () => {
    const amount = amountIn(text, shop.currency);
    if (amount === null) return Promise.resolve<RefusalCode>("bad-input");
    return moveCash({ direction, amount, reason, counterAccount });
  };
  const title = direction === "in" ? words.cashIn : words.cashOut;
  return (
    <ActForm title={title} action={words.move} onSubmit={submit} onDone={onDone}>
      <AmountField name={words.how} text={text} onText={setText} currency={shop.currency} />
      <ReasonField reason={reason} onReason={setReason} />
      <ChoiceField
        name={words.against}
        options={places.map((value) => ({ value, name: words.places[value] }))}
        value={counterAccount}
        onChoose={setPlace}
      />
    </ActForm>
  );
}

/** Opening the drawer without a sale wants a reason, which stands in the log. */
export function NoSaleForm({ onDone }: Readonly<{ onDone: () => void }>) {
  const [reason, setReason] = useState("");
  return (
    <ActForm
      isHeld
      title={words.noSale}
      action={words.holdToOpen}
      onSubmit={() => openWithoutSale(reason)}
      onDone={onDone}
    >
      <ReasonField reason={reason} onReason={setReason} />
    </ActForm>
  );
}

type ReasonProps = Readonly<{ reason: string; onReason: (reason: string) => void }>;

function ReasonField({ reason, onReason }: ReasonProps) {
  return (
    <label className="field">
      <span>{words.reason}</span>
      <input
        autoComplete="off"
        maxLength={200}
        value={reason}
        onChange={(event) => {
          onReason(event.target.value);
        }}
      />
    </label>
  );
}

type ActProps = Readonly<{
  title: string;
  action: string;
  /** It would cost money by mistake: it is held, and Enter in a field does nothing. */
  isHeld?: boolean;
  onSubmit: () => Promise<RefusalCode | null>;
  onDone: () => void;
  children: ReactNode;
}>;

function ActForm({ title, action, isHeld = false, onSubmit, onDone, children }: ActProps) {
  const [refusal, setRefusal] = useState<RefusalCode | null>(null);
  const submit = async () => {
    const refused = await onSubmit();
    setRefusal(refused);
    if (refused === null) onDone();
  };
  return (
    <form
      className="panel day-form"
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (!isHeld) void submit();
      }}
    >
      <h2>{title}</h2>
      {children}
      {refusal && <RefusalNote code={refusal} />}
      <div className="day-form-acts">
        <button type="button" className="button" onClick={onDone}>
          {words.back}
        </button>
        {isHeld ? (
          <HeldAct name={action} onConfirm={() => void submit()} />
        ) : (
          <button type="submit" className="button on">
            {action}
          </button>
        )}
      </div>
    </form>
  );
}

function HeldAct({ name, onConfirm }: Readonly<{ name: string; onConfirm: () => void }>) {
  const { isHeld, holding } = useHold(onConfirm);
  return (
    <button type="button" className={isHeld ? "button hold held" : "button hold"} {...holding}>
      {isHeld ? words.held : name}
    </button>
  );
}
