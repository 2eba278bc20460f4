import type { LedgerRow } from "../ledger.ts";

/** An entry as it is exported: sealed text and seal. */
export type ExportRow = LedgerRow;

/** What a file of one kind is made of, piece by piece, in the order of the entries. */
export type ExportWriter = Readonly<{
  /** Before the first entry. */
  head: () => string;
  entry: (row: ExportRow) => string;
}>;

export type ExportTerms = Readonly<{
  /** The IANA zone by which dates are written; order is the entries' numbers all the same. */
  timeZone: string;
  headSeq: number;
}>;
