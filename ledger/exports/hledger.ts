import { recordedOf } from "../register-chain.ts";
import { subjectOf } from "../ledger-entry.ts";
import { createAmounts, createTimes } from "./amounts.ts";
import type { ExportTerms, ExportWriter } from "./export-terms.ts";

/**
 * A journal that `hledger` reads (https://hledger.org/1.25/hledger.html#journal-format): each entry
 * that moves money is a transaction with the entry's number as code and its seal as tag.
 */
export function hledgerWriter({ timeZone, headSeq }: ExportTerms): ExportWriter {
  const amounts = createAmounts();
  const times = createTimes(timeZone);
  const declared = new Set<string>();

  /** How a currency's amounts are written, before the first of them. */
  function declaration(currency: string): string {
    if (declared.has(currency)) return "";
    declared.add(currency);
    const exponent = amounts.exponent(currency);
    return `commodity 1000.${"0".repeat(exponent)} ${currency}\n\n`;
  }

  return {
    head: () =>
      `; A Tillside ledger, entries 1 to ${headSeq}, days of ${timeZone}\n\ndecimal-mark .\n\n`,
    entry(row) {
      const { seq, atMs, entry, hash, postings } = recordedOf(row);
      if (postings.length === 0) return "";
      const tags = `seq:${seq}, subject:${subjectOf(entry)}, seal:${hash}`;
      const lines = postings.map(({ account, currency, minor }) => {
        const amount = amounts.decimal(minor, currency).padStart(16);
        return `    ${account.padEnd(40)}  ${amount} ${currency}`;
      });
      const declarations = postings.map(({ currency }) => declaration(currency)).join("");
      const title = `${times.date(atMs)} * (${seq}) ${entry.type}  ; ${tags}`;
      return `${declarations}${[title, ...lines].join("\n")}\n\n`;
    },
  };
}
