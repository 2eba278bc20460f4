import { formatRate } from "./format-rate.ts";
import { t } from "../i18n/t.ts";

const fixed: Readonly<Record<string, string>> = {
  "assets:drawer:cash": t("account.assets.drawer.cash"),
  "assets:safe": t("account.assets.safe"),
  "assets:bank": t("account.assets.bank"),
  "assets:uncollected": t("account.assets.uncollected"),
  "equity:float": t("account.equity.float"),
  "expenses:goodwill": t("account.expenses.goodwill"),
  "expenses:over-short": t("account.expenses.over-short"),
  "expenses:petty-cash": t("account.expenses.petty-cash"),
  "expenses:rounding": t("account.expenses.rounding"),
  "liabilities:part-paid": t("account.liabilities.part-paid"),
  "liabilities:store-credit": t("account.liabilities.store-credit"),
  "liabilities:tips": t("account.liabilities.tips"),
};

/** "income:sales:A" is "Sales A" to people. An account not known here is shown as it is. */
export function accountWords(account: string, taxName: string): string {
  return (
    fixed[account] ??
    cardWords(account) ??
    taxWords(account, taxName) ??
    incomeWords(account) ??
    namedWords(account) ??
    account
  );
}

function cardWords(account: string): string | undefined {
  const [, state] = /^assets:card:[^:]+:(authorised|clearing)$/.exec(account) ?? [];
  return state && (state === "clearing" ? cards.clearing : cards.authorised);
}

function taxWords(account: string, taxName: string): string | undefined {
  const [, code, rate] = /^liabilities:tax:(\w+):(\d+(?:\.\d+)?)$/.exec(account) ?? [];
  return code && rate && `${taxName} ${code} ${formatRate(Number(rate))}`;
}

/** What the shop named itself is called so. */
function namedWords(account: string): string | undefined {
  return /^assets:tenders:([^:]+)$/.exec(account)?.[1];
}

const incomes: Readonly<Record<string, string>> = {
  sales: t("income.sales"),
  discounts: t("income.discounts"),
  refunds: t("income.refunds"),
};

const cards = { clearing: t("accountCard.clearing"), authorised: t("accountCard.authorised") };

function incomeWords(account: string): string | undefined {
  const [, name = "", code] = /^income:(\w+):(\w+)$/.exec(account) ?? [];
  const income = incomes[name];
  return code && income && `${income} ${code}`;
}
