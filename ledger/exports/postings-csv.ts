import { recordedOf } from "../register-chain.ts";
import { subjectOf } from "../ledger-entry.ts";
import { createAmounts, createTimes } from "./amounts.ts";
import { csvRow, figureCell, textCell } from "./csv-cell.ts";
import type { ExportTerms, ExportWriter } from "./export-terms.ts";

const columns = ["seq", "time", "type", "subject", "account", "currency", "amount", "seal"];

/** A row per posting; an entry that moves no money is one row without an account. */
export function postingsCsvWriter({ timeZone }: ExportTerms): ExportWriter {
  const amounts = createAmounts();
  const times = createTimes(timeZone);
  return {
    head: () => csvRow(columns),
    entry(row) {
      const { seq, atMs, entry, hash, postings } = recordedOf(row);
      const fixed = [figureCell(seq), times.time(atMs), entry.type, textCell(subjectOf(entry))];
      if (postings.length === 0) return csvRow([...fixed, "", "", "", hash]);
      return postings
        .map(({ account, currency, minor }) =>
          csvRow([...fixed, textCell(account), currency, amounts.decimal(minor, currency), hash]),
        )
        .join("");
    },
  };
}
