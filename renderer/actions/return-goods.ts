import type { CreditAccountId, TopUpId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { CreditAccountView } from "../../contract/store-credit-views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { useUi } from "../store/ui-store.ts";
import { askAllowed } from "./approve.ts";
import { creditCode } from "./credit.ts";

export function openReturn(): void {
  useUi.setState({ isReturning: true });
}

export function closeReturn(): void {
  useUi.setState({ isReturning: false });
}

/**
 * Accounts whose name begins so; none for nothing. A code is the account's own: the relay is asked
 * of it, so that the register knows it by the time that something is given to it.
 */
export async function accountsLike(name: string): Promise<readonly CreditAccountView[]> {
  const text = name.trim();
  const code = creditCode(text);
  if (code !== null) {
    const read = await api("credit.read", { accountId: code });
    const unread = { accountId: code, name: "", balance: null, available: null };
    return [read.ok ? read.value : unread];
  }
  const answer = text === "" ? null : await api("credit.find", { text, limit: 3 });
  return answer?.ok ? answer.value : [];
}

/** The account to be credited: the chosen one, or a new one of this name. */
export async function accountFor(
  name: string,
  chosen: CreditAccountView | null,
): Promise<CreditAccountView | RefusalCode> {
  if (chosen !== null) return chosen;
  const answer = await api("credit.open", { name: name.trim() });
  return answer.ok ? answer.value : answer.refusal;
}

type Return = Readonly<{
  /** One for all tries of a return: the same id adds once. */
  topUpId: TopUpId;
  accountId: CreditAccountId;
  amount: Money;
  reason: string;
}>;

/** Goods come back without a receipt: credit on a manager's yes, never cash. Answers why not. */
export async function creditReturn(given: Return): Promise<RefusalCode | null> {
  const { topUpId, accountId, amount, reason } = given;
  const by = { tender: "goodwill", reason } as const;
  const answer = await askAllowed("credit.top-up", { topUpId, accountId, amount, by });
  return answer.ok ? null : answer.refusal;
}
