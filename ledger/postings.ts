import { assert } from "../contract/assert.ts";
import type { LedgerEntry, SaleCompleted } from "./ledger-entry.ts";

/** Debit is positive, credit negative, in minor units of `currency`. */
export type Posting = Readonly<{ account: string; currency: string; minor: number }>;

/** The chart of accounts, in the colon form that hledger and Beancount readers know. */
export const accounts = {
  drawerCash: "assets:drawer:cash",
  sales: (taxCode: string) => `income:sales:${taxCode}`,
  discounts: (taxCode: string) => `income:discounts:${taxCode}`,
  taxPayable: (taxCode: string, rateBasisPoints: number) =>
    `liabilities:tax:${taxCode}:${rateBasisPoints}`,
  rounding: "expenses:rounding",
} as const;

/** What an entry does to the accounts. The sum is zero per currency, or a bug throws. */
export function postingsOf(entry: LedgerEntry): readonly Posting[] {
  if (entry.type === "ledger-opened") return [];
  const postings = salePostings(entry);
  const sum = postings.reduce((total, posting) => total + posting.minor, 0);
  assert(sum === 0, `postings of ${entry.saleId} sum to ${sum}`);
  return postings;
}

function salePostings(sale: SaleCompleted): Posting[] {
  const sums = new Map<string, number>();
  const post = (account: string, minor: number) =>
    sums.set(account, (sums.get(account) ?? 0) + minor);
  for (const tender of sale.tenders) post(accounts.drawerCash, tender.amountMinor);
  for (const line of sale.lines) {
    post(accounts.sales(line.taxCode), -line.listNetMinor);
    post(accounts.discounts(line.taxCode), line.listNetMinor - line.netMinor);
    post(accounts.taxPayable(line.taxCode, line.rateBasisPoints), -line.taxMinor);
  }
  post(accounts.rounding, -sale.roundingMinor);
  return [...sums]
    .filter(([, minor]) => minor !== 0)
    .map(([account, minor]) => ({ account, currency: sale.currency, minor }));
}
