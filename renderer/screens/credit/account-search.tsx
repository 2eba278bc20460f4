import { Search } from "lucide-react";
import { useState, type KeyboardEvent, type ReactNode } from "react";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import { creditCode, findCredit } from "../../actions/credit.ts";
import { isComposing } from "../../keys/composing.ts";
import { KEEPS_SCANS } from "../../keys/use-scanner.ts";
import { useCredit } from "../../store/credit-store.ts";
import { creditWords as words } from "./credit-words.ts";

type Props = Readonly<{
  id?: string;
  isLocked?: boolean;
  onText?: (text: string) => void;
  /** Enter: the first that was found, or what the screen does with the account that is chosen. */
  onFirst: (account: CreditAccountView) => void;
  onEnter?: () => void;
}>;

/** The Enter at a scan's end, however late a busy machine brings it, is no yes to a payment. */
const SCAN_END_MS = 1_000;

function isTyping({ key, altKey, ctrlKey }: KeyboardEvent): boolean {
  return key === "Backspace" || (key.length === 1 && !altKey && !ctrlKey);
}

/** Enter may be faster than the answer to what was typed before it. */
async function chooseFirst(
  text: string,
  onFirst: (account: CreditAccountView) => void,
): Promise<void> {
  await findCredit(text);
  const [first] = useCredit.getState().found;
  if (first && useCredit.getState().text === text) onFirst(first);
}

/** Whose account: by the beginning of a name, or the code on a card or a phone. */
export function AccountSearch({ id, isLocked = false, onFirst, onEnter, onText }: Props) {
  const { text, found, account } = useCredit();
  const [first] = found;
  const [typedAtMs, setTypedAtMs] = useState(0);
  const look = (value: string) => (onText ? onText(value) : void findCredit(value));
  const press = (event: KeyboardEvent) => {
    // What is typed here is a name, not the keys of the screen; Esc and function keys still are.
    if (isTyping(event) || event.key === "Enter") event.stopPropagation();
    if (event.key === "Enter" && !isComposing(event.nativeEvent)) enter(event.timeStamp);
  };
  const enter = (atMs: number) => {
    const isOfScan = creditCode(text) !== null && atMs - typedAtMs < SCAN_END_MS;
    if (isOfScan) return;
    if (account) onEnter?.();
    else if (first) onFirst(first);
    else void chooseFirst(text, onFirst);
  };
  return (
    <div className="search" role="search">
      <Search aria-hidden="true" />
      <input
        id={id}
        type="text"
        aria-label={words.find}
        placeholder={words.find}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maxLength={80}
        disabled={isLocked}
        value={text}
        data-scan={KEEPS_SCANS}
        onChange={(event) => {
          setTypedAtMs(event.timeStamp);
          look(event.target.value);
        }}
        onKeyDown={press}
      />
    </div>
  );
}

type FoundProps = Readonly<{
  onChoose: (account: CreditAccountView) => void;
  /** What can be done where nobody was found. */
  children?: ReactNode;
}>;

export function FoundAccounts({ onChoose, children }: FoundProps) {
  const { text, found, account } = useCredit();
  if (found.length === 0 && account === null) {
    return (
      <div className="empty">
        <b>{text.trim() === "" ? words.whose : words.none}</b>
        <span>{text.trim() === "" ? words.whoseAdvice : words.noneAdvice}</span>
        {children}
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
          onClick={() => {
            onChoose(one);
          }}
        >
          <b>{one.name}</b>
          <span className="code">{one.accountId}</span>
        </button>
      ))}
    </div>
  );
}
