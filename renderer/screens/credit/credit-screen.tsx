import { Archive, Plus, UserPlus } from "lucide-react";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import type { RegisterView } from "../../../contract/views.ts";
import { findAccount, openAccount, openTopUp, showAccount } from "../../actions/credit-history.ts";
import { goTo } from "../../actions/navigate.ts";
import { KeyCap } from "../../components/key-cap.tsx";
import { Rail } from "../../components/rail.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useCredit } from "../../store/credit-store.ts";
import { useHistory } from "../../store/history-store.ts";
import { useTopUp } from "../../store/top-up-store.ts";
import { AccountSearch, FoundAccounts } from "./account-search.tsx";
import { creditWords } from "./credit-words.ts";
import { HistoryList } from "./history-list.tsx";
import { historyWords as words } from "./history-words.ts";
import { TopUpDialog } from "./top-up-dialog.tsx";
import { TopUpScreen } from "./top-up-screen.tsx";

const FIND_ID = "find-account";

/** The accounts; while a card tops one up, where that card stands. */
export function CreditScreen({ view }: Readonly<{ view: RegisterView }>) {
  const payment = useTopUp((state) => state.payment);
  return payment === null ? (
    <Accounts view={view} />
  ) : (
    <TopUpScreen view={view} payment={payment} />
  );
}

/** Whose credit, how much of it, and what made it. */
function Accounts({ view }: Readonly<{ view: RegisterView }>) {
  const { text: looked, account, refusal } = useCredit();
  const isToppingUp = useHistory((state) => state.isToppingUp);
  const choose = (one: CreditAccountView) => void showAccount(one);
  useKeys({
    Escape: () => goTo("sale"),
    F2: () => document.getElementById(FIND_ID)?.focus(),
    "Alt+H": () => goTo("holds"),
  });
  return (
    <div className="shell">
      <Rail />
      <main className="two">
        <section className="list-column credit-find" aria-label={words.title}>
          <header>
            <h1>{words.title}</h1>
            <span className="grow" />
            <button
              type="button"
              className="button"
              aria-keyshortcuts="Alt+H"
              onClick={() => goTo("holds")}
            >
              <Archive aria-hidden="true" />
              {words.holds}
              <KeyCap name="Alt H" />
            </button>
          </header>
          {refusal && <RefusalNote code={refusal} />}
          <AccountSearch id={FIND_ID} onFirst={choose} onText={(text) => void findAccount(text)} />
          <FoundAccounts onChoose={choose}>
            {looked.trim() !== "" && <OpenAccount name={looked.trim()} />}
          </FoundAccounts>
        </section>
        {account === null ? (
          <section className="page" aria-label={words.account} />
        ) : (
          <AccountPage account={account} />
        )}
        {account && isToppingUp && <TopUpDialog account={account} view={view} />}
      </main>
    </div>
  );
}

function OpenAccount({ name }: Readonly<{ name: string }>) {
  const open = () => void openAccount(name);
  useKeys({ "Alt+N": open });
  return (
    <button type="button" className="button" aria-keyshortcuts="Alt+N" onClick={open}>
      <UserPlus aria-hidden="true" />
      {words.open(name)}
      <KeyCap name="Alt N" />
    </button>
  );
}

function AccountPage({ account }: Readonly<{ account: CreditAccountView }>) {
  const { name, accountId, balance, available } = account;
  const { history, refusal } = useHistory();
  useKeys({ "Alt+T": openTopUp });
  const isHeld = balance !== null && available !== null && balance.minor !== available.minor;
  return (
    <section className="page credit-account" aria-label={words.account} tabIndex={0}>
      <header className="lined">
        <div>
          <h2 className="account-name">{name || creditWords.unnamed}</h2>
          <span className="code">{accountId}</span>
          <div className="row">
            <output
              className="big-figure num"
              aria-label={creditWords.available}
              aria-live="polite"
            >
              {available ? formatAmount(available) : creditWords.notKnown}
            </output>
            <span className="meta">{creditWords.available}</span>
            {isHeld && <span className="chip">{words.held}</span>}
          </div>
        </div>
        <span className="grow" />
        <button type="button" className="button" aria-keyshortcuts="Alt+T" onClick={openTopUp}>
          <Plus aria-hidden="true" />
          {words.topUp}
          <KeyCap name="Alt T" />
        </button>
      </header>
      {refusal && <RefusalNote code={refusal} />}
      <HistoryList history={history} />
    </section>
  );
}
