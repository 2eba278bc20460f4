import type { Money } from "./money.ts";

/** Debit is positive, credit negative; the postings of an entry sum to zero per currency. */
export type PostingView = Readonly<{ account: string; amount: Money }>;

export type EntryView = Readonly<{
  seq: number;
  atMs: number;
  type: string;
  hash: string;
  postings: readonly PostingView[];
}>;
