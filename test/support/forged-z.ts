import type { LedgerRow } from "../../ledger/ledger.ts";
import { forgedOf, key, seqIn } from "./two-days.ts";

type Z = {
  report: { sales: { count: number }; drawer: Record<string, number> };
  perpetual: Record<string, number>;
};

/** A Z of the two days that says what its day does not make, and what a verifier says of it. */
export type ForgedZ = Readonly<{
  what: string;
  nth: number;
  change: (z: Z) => void;
  why: RegExp;
}>;

export const forgedZs: readonly ForgedZ[] = [
  {
    what: "a sale too few",
    nth: 1,
    change: ({ report }) => (report.sales.count = 1),
    why: /its day has 2 sales/,
  },
  {
    what: "cash that is not there",
    nth: 1,
    change: ({ report: { drawer } }) => (drawer["closingMinor"] = 5),
    why: /the drawer holds 0/,
  },
  {
    what: "another beginning than the Z before ended with",
    nth: 2,
    change: ({ report: { drawer } }) => (drawer["openingMinor"] = 5),
    why: /the drawer began with 0/,
  },
  {
    what: "a perpetual sum that went back",
    nth: 2,
    change: ({ perpetual }) => (perpetual["grossMinor"] = 11_300),
    why: /perpetual grossMinor is 11300, not 22600/,
  },
];

/** The whole book with it, signed anew by the register's own key and every seal made anew. */
export function withForgedZ(rows: readonly LedgerRow[], { nth, change }: ForgedZ) {
  return forgedOf(rows, seqIn(rows, "day-closed", nth), (content) => {
    change(content.entry as unknown as Z);
    const { signature: _old, ...entry } = content.entry;
    content.entry["signature"] = key.signZ(entry);
  });
}
