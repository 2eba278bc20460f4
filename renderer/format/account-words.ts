import { formatRate } from "./format-rate.ts";

const fixed: Readonly<Record<string, string>> = {
  "assets:drawer:cash": "Cash in the drawer",
  "expenses:rounding": "Cash rounding",
};

/** "income:sales:A" is "Sales A" to people. An account not known here is shown as it is. */
export function accountWords(account: string, taxName: string): string {
  return fixed[account] ?? taxWords(account, taxName) ?? incomeWords(account) ?? account;
}

function taxWords(account: string, taxName: string): string | undefined {
  const [, code, rate] = /^liabilities:tax:(\w+):(\d+)$/.exec(account) ?? [];
  return code && rate && `${taxName} ${code} ${formatRate(Number(rate))}`;
}

function incomeWords(account: string): string | undefined {
  const [, name, code] = /^income:(sales|discounts):(\w+)$/.exec(account) ?? [];
  return code && `${name === "sales" ? "Sales" : "Discounts"} ${code}`;
}
