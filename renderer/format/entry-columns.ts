import { addMoney, money, type Money } from "../../contract/money.ts";
import type { EntryView, PostingView } from "../../contract/views.ts";

export type LedgerRow = Readonly<{ account: string; debit: Money | null; credit: Money | null }>;

/** Postings as a bookkeeper reads them: debits left, credits right, both without a sign. */
export function entryRows({ postings }: EntryView): LedgerRow[] {
  return postings.map(({ account, amount }) => ({
    account,
    debit: amount.minor > 0 ? amount : null,
    credit: amount.minor > 0 ? null : unsigned(amount),
  }));
}

/** What each column adds up to; they are the same, or the ledger would have refused the entry. */
export function entrySums({
  postings,
}: EntryView): Readonly<{ debit: Money; credit: Money }> | null {
  const currency = postings[0]?.amount.currency;
  if (currency === undefined) return null;
  const sum = (amounts: readonly PostingView[]) =>
    unsigned(amounts.reduce((total, { amount }) => addMoney(total, amount), money(0, currency)));
  return {
    debit: sum(postings.filter(({ amount }) => amount.minor > 0)),
    credit: sum(postings.filter(({ amount }) => amount.minor < 0)),
  };
}

function unsigned({ minor, currency }: Money): Money {
  return money(Math.abs(minor), currency);
}
