import { CreditAccountId } from "../../contract/ids.ts";
import type { Money } from "../../contract/money.ts";
import type { CreditAccountView, CreditSpendView } from "../../contract/store-credit-views.ts";
import type { SaleView } from "../../contract/views.ts";
import { api } from "../api.ts";
import { isRefusalCode } from "../format/words.ts";
import { useCredit } from "../store/credit-store.ts";
import { askAllowed } from "./approve.ts";

const MOST_FOUND = 5;

export function forgetCredit(): void {
  useCredit.setState(useCredit.getInitialState(), true);
}

/** The code on a card or a voucher is the account's id. */
export function creditCode(text: string): CreditAccountId | null {
  const parsed = CreditAccountId.safeParse(text.trim());
  return parsed.success ? parsed.data : null;
}

/** As one types: accounts by the beginning of a name, or the one whose code it is. */
export async function findCredit(text: string): Promise<void> {
  useCredit.setState({ text, account: null, refusal: null });
  const code = creditCode(text);
  if (code !== null) {
    await chooseCredit({ accountId: code, name: "", balance: null, available: null });
    return;
  }
  const name = text.trim();
  const answer = name === "" ? null : await api("credit.find", { text: name, limit: MOST_FOUND });
  // Only the answer to the last text counts.
  if (useCredit.getState().text !== text) return;
  useCredit.setState({ found: answer?.ok ? answer.value : [] });
  if (answer?.ok === false) useCredit.setState({ refusal: answer.refusal });
}

/** Asks the relay what is on it; the answer comes as an event. */
export async function chooseCredit(account: CreditAccountView): Promise<void> {
  useCredit.setState({ account, found: [], refusal: null });
  const answer = await api("credit.read", { accountId: account.accountId });
  if (!answer.ok) useCredit.setState({ refusal: answer.refusal });
}

/** The relay holds the amount first; the sale tells when it was taken. */
export async function payByCredit(sale: SaleView, amount: Money): Promise<void> {
  const { account } = useCredit.getState();
  if (account === null) return;
  const { saleId, left: total } = sale;
  const isAll = amount.minor === total.minor;
  const part = isAll ? {} : { amount };
  useCredit.setState({ refusal: null });
  const answer = await askAllowed("credit.pay", {
    ...{ saleId, total, accountId: account.accountId },
    ...part,
  });
  if (answer.ok) followSpend(answer.value);
  else useCredit.setState({ refusal: answer.refusal });
}

export async function cancelCredit({ saleId }: SaleView): Promise<void> {
  const answer = await api("credit.cancel", { saleId });
  if (!answer.ok) useCredit.setState({ refusal: answer.refusal });
}

/** The relay's word on an account: another register's has no name here. */
export function followCredit(told: CreditAccountView): void {
  useCredit.setState(({ account }) => {
    if (account?.accountId !== told.accountId) return {};
    return { account: { ...told, name: told.name || account.name } };
  });
}

/** An answer may come before or after the event that overtakes it: an end stays an end. */
export function followSpend(told: CreditSpendView): void {
  const { spend } = useCredit.getState();
  const isOver = spend?.reservationId === told.reservationId && spend.phase !== "asked";
  if (isOver) return;
  useCredit.setState({ spend: told });
  const { refusal } = told;
  if (refusal === null || refusal === "cancelled") return;
  useCredit.setState({ refusal: isRefusalCode(refusal) ? refusal : "credit-offline" });
}
