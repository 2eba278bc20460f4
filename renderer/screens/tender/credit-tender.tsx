import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { money, type Money } from "../../../contract/money.ts";
import type { CreditAccountView } from "../../../contract/store-credit-views.ts";
import type { SaleView } from "../../../contract/views.ts";
import { cancelCredit, chooseCredit, payByCredit } from "../../actions/credit.ts";
import { PrimaryButton } from "../../components/primary-button.tsx";
import { RefusalNote } from "../../components/refusal-note.tsx";
import { TallButton } from "../../components/tall-button.tsx";
import { formatAmount } from "../../format/format-money.ts";
import { partOf } from "../../format/split-shares.ts";
import { useKeys } from "../../keys/use-keys.ts";
import { useCredit } from "../../store/credit-store.ts";
import { useTender } from "../../store/tender-store.ts";
import { CreditFacts } from "./credit-facts.tsx";
import { AccountSearch, FoundAccounts } from "../credit/account-search.tsx";
import { creditWords as words } from "../credit/credit-words.ts";

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
  const choose = (one: CreditAccountView) => void chooseCredit(one);
  useKeys({ Enter: pay });
  useKeys(isAsking ? { X: cancel } : {});
  return (
    <>
      <div className="tender-split">
        {ways}
        <section className="entry" aria-label={words.title}>
          <AccountSearch isLocked={isAsking} onFirst={choose} onEnter={pay} />
          {account && <CreditFacts {...{ account, asked, amount }} />}
          {!account && <FoundAccounts onChoose={choose} />}
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
