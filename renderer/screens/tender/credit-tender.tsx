import { Hourglass, Search } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { money, type Money } from "../../../contract/money.ts";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import type { SaleView } from "../../../contract/views.ts";
import { cancelCredit, chooseCredit, findCredit, payByCredit } from "../../actions/credit.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { partOf } from "../../format/split-shares.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useCredit } from "../../store/credit-store.ts";
import { useTender } from "../../store/tender-store.ts";
import { CreditFacts } from "./credit-facts.tsx";
import { creditWords as words } from "./credit-words.ts";

type Props = Readonly<{ sale: SaleView; isOnline: boolean; ways: ReactNode }>;

/** Store credit: whose, what is on it, and how much of it pays. */
export function CreditTender({ sale, isOnline, ways }: Props) {
  const split = useTender((state) => state.split);
  const { account, spend, refusal } = useCredit();
  const isAsking = spend?.phase === "asked";
  const asked = partOf(sale, split);
  const amount = payable(asked, account);
  const why = whyNot({ account, isAsking, isOnline, amount });
  const pay = () => {
    if (why === null) void payByCredit(sale, amount);
  };
  const cancel = () => {
    if (isAsking) void cancelCredit(sale);
  };
  useKeys({ Enter: pay });
  useKeys(isAsking ? { X: cancel } : {});
  return (
    <>
      <div className="tender-split">
        {ways}
        <section className="entry" aria-label={words.title}>
          <AccountSearch isLocked={isAsking} onEnter={pay} />
          {account && <CreditFacts {...{ account, asked, amount }} />}
          {!account && <Found />}
        </section>
      </div>
      <div className="actions entry-actions">
        {isAsking && (
          <TallButton name={words.cancel} icon={Hourglass} keyName="X" onPress={cancel} />
        )}
        {refusal ? <RefusalNote code={refusal} /> : <p className="meta grow">{words.hint}</p>}
        <PrimaryButton
          name={words.pay}
          keyName="Enter"
          figure={formatAmount(amount)}
          why={why}
          onPress={pay}
        />
      </div>
    </>
  );
}

/** What is on it, and never more than is asked for. */
function payable(asked: Money, account: CreditAccountView | null): Money {
  const available = account?.available?.minor ?? 0;
  return money(Math.max(0, Math.min(asked.minor, available)), asked.currency);
}

type Why = Readonly<{
  account: CreditAccountView | null;
  isAsking: boolean;
  isOnline: boolean;
  amount: Money;
}>;

function whyNot({ account, isAsking, isOnline, amount }: Why): string | null {
  if (isAsking) return words.asking;
  if (!isOnline) return words.offline;
  if (account === null) return words.choose;
  if (account.available === null) return account.balance === null ? words.reading : words.nothing;
  return amount.minor > 0 ? null : words.nothing;
}

type SearchProps = Readonly<{ isLocked: boolean; onEnter: () => void }>;

function AccountSearch({ isLocked, onEnter }: SearchProps) {
  const { text, found, account } = useCredit();
  const [first] = found;
  const press = (event: KeyboardEvent) => {
    // What is typed here is a name, not the keys of the screen; Esc and function keys still are.
    if (event.key.length === 1 || event.key === "Backspace") event.stopPropagation();
    if (event.key !== "Enter") return;
    event.stopPropagation();
    if (account) onEnter();
    else if (first) void chooseCredit(first);
  };
  return (
    <div className="search" role="search">
      <Search aria-hidden="true" />
      <input
        type="text"
        aria-label={words.find}
        placeholder={words.find}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={80}
        disabled={isLocked}
        value={text}
        onChange={(event) => void findCredit(event.target.value)}
        onKeyDown={press}
      />
    </div>
  );
}

function Found() {
  const { text, found } = useCredit();
  if (found.length === 0) {
    return (
      <div className="empty">
        <b>{text.trim() === "" ? words.whose : words.none}</b>
        <span>{text.trim() === "" ? words.whoseAdvice : words.noneAdvice}</span>
      </div>
    );
  }
  return (
    <div className="split-lines" role="group" aria-label={words.found}>
      {found.map((one) => (
        <button
          key={one.accountId}
          type="button"
          className="button"
          onClick={() => void chooseCredit(one)}
        >
          <b>{one.name}</b>
          <span className="code">{one.accountId}</span>
        </button>
      ))}
    </div>
  );
}
