import { formatRate } from "./format-rate.ts";

const fixed: Readonly<Record<string, string>> = {
  "assets:drawer:cash": "Cash in the drawer",
  "assets:safe": "Safe",
  "assets:bank": "Bank",
  "assets:uncollected": "Not collected",
  "equity:float": "Owner's float",
  "expenses:goodwill": "Goodwill",
  "expenses:over-short": "Over and short",
  "expenses:petty-cash": "Petty cash",
  "expenses:rounding": "Cash rounding",
  "liabilities:part-paid": "Taken, sale not complete",
  "liabilities:store-credit": "Store credit owed",
  "liabilities:tips": "Tips to pay out",
};

/** "income:sales:A" is "Sales A" to people. An account not known here is shown as it is. */
export function accountWords(account: string, taxName: string): string {
  return (
    fixed[account] ??
    cardWords(account) ??
    taxWords(account, taxName) ??
    incomeWords(account) ??
    account
  );
}

function cardWords(account: string): string | undefined {
  const [, state] = /^assets:card:[^:]+:(authorised|clearing)$/.exec(account) ?? [];
  return state && (state === "clearing" ? "Card, at Stripe" : "Card, approved");
}

function taxWords(account: string, taxName: string): string | undefined {
  const [, code, rate] = /^liabilities:tax:(\w+):(\d+)$/.exec(account) ?? [];
  return code && rate && `${taxName} ${code} ${formatRate(Number(rate))}`;
}

const incomes: Readonly<Record<string, string>> = {
  sales: "Sales",
  discounts: "Discounts",
  refunds: "Refunds",
};

function incomeWords(account: string): string | undefined {
  const [, name = "", code] = /^income:(\w+):(\w+)$/.exec(account) ?? [];
  const words = incomes[name];
  return code && words && `${words} ${code}`;
}
