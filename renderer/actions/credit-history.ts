import type { Input } from "../../contract/commands.ts";
import type { CreditAccountId } from "../../contract/ids.ts";
import type { CreditAccountView, CreditHistoryView } from "../../contract/store-credit-views.ts";
import { api } from "../api.ts";
import type { RefusalCode } from "../format/words.ts";
import { useCredit } from "../store/credit-store.ts";
import { useHistory } from "../store/history-store.ts";
import { askAllowed } from "./approve.ts";
import { chooseCredit, findCredit, forgetCredit } from "./credit.ts";

const PAGE = 25;

/** Nobody's account is shown to the next customer. */
export function forgetAccount(): void {
  forgetCredit();
  useHistory.setState(useHistory.getInitialState(), true);
}

/** The account, its balance and what made it: this till's part at once, the shop's by an event. */
export async function showAccount(account: CreditAccountView): Promise<void> {
  useHistory.setState({ history: null, refusal: null });
  await Promise.all([chooseCredit(account), readPage(account.accountId, null)]);
}

/** By the code on a card or a phone. */
export async function findAccount(code: string): Promise<void> {
  await findCredit(code);
  const { account } = useCredit.getState();
  if (account !== null) await showAccount(account);
}

export async function readOlderMoves(): Promise<void> {
  const { history } = useHistory.getState();
  if (history?.next != null) await readPage(history.accountId, history.next);
}

async function readPage(
  accountId: CreditAccountId,
  before: Input<"credit.history">["before"],
): Promise<void> {
  const answer = await api("credit.history", { accountId, before, limit: PAGE });
  if (answer.ok) followHistory(answer.value);
  else useHistory.setState({ refusal: answer.refusal });
}

/** The shop's list takes the place of this till's part, never the other way round. */
export function followHistory(told: CreditHistoryView): void {
  if (useCredit.getState().account?.accountId !== told.accountId) return;
  const { history } = useHistory.getState();
  const next = nextHistory(history?.accountId === told.accountId ? history : null, told);
  if (next !== null) useHistory.setState({ history: next, refusal: null });
}

/** Null where what was told changes nothing. An older page is put behind the one that it follows. */
export function nextHistory(
  shown: CreditHistoryView | null,
  told: CreditHistoryView,
): CreditHistoryView | null {
  if (told.before === null) {
    const isOlder = told.source === "till" && shown?.source === "shop";
    return isOlder ? null : told;
  }
  // Asked for, and on its way: nothing is in it.
  if (told.isAsked || shown?.next == null || shown.source !== told.source) return null;
  if (shown.next.number !== told.before.number) return null;
  return { ...shown, moves: [...shown.moves, ...told.moves], next: told.next };
}

export function openTopUp(): void {
  if (useCredit.getState().account !== null) useHistory.setState({ isToppingUp: true });
}

export function closeTopUp(): void {
  useHistory.setState({ isToppingUp: false });
}

/** Answers why not, or null once it stands; what moved is read anew. */
export async function topUpAccount(input: Input<"credit.top-up">): Promise<RefusalCode | null> {
  const answer = await askAllowed("credit.top-up", input);
  if (!answer.ok) return answer.refusal;
  closeTopUp();
  const { account } = useCredit.getState();
  if (account !== null) await showAccount(account);
  return null;
}

/** A new account in the name that was looked for. */
export async function openAccount(name: string): Promise<void> {
  const answer = await api("credit.open", { name: name.trim() });
  if (answer.ok) await showAccount(answer.value);
  else useCredit.setState({ refusal: answer.refusal });
}
