import { recordedOf } from "../register-chain.ts";
import { subjectOf } from "../ledger-entry.ts";
import { createAmounts, createTimes } from "./amounts.ts";
import type { ExportTerms, ExportWriter } from "./export-terms.ts";

/** No clock of a till, however wrong, shows an earlier day: so every account is open in time. */
const OPEN_SINCE = "1970-01-01";

/**
 * A file that Beancount 2 and 3 read (https://beancount.github.io/docs/beancount_language_syntax.html).
 * Account names become Beancount's own form; each account says in its metadata what ours is.
 */
export function beancountWriter({ timeZone, headSeq }: ExportTerms): ExportWriter {
  const amounts = createAmounts();
  const times = createTimes(timeZone);
  const accountNames = createAccountNames();

  /** The accounts that are used for the first time, opened. */
  function openings(accounts: readonly string[]): string {
    return accounts
      .filter((account) => !accountNames.isKnown(account))
      .map((account) => {
        const name = accountNames.of(account);
        return `${OPEN_SINCE} open ${name}\n  account: ${quoted(account)}\n\n`;
      })
      .join("");
  }

  return {
    head: () =>
      `; A Tillside ledger, entries 1 to ${headSeq}, days of ${timeZone}\n` +
      `option "title" "Tillside ledger"\n\n`,
    entry(row) {
      const { seq, atMs, entry, hash, postings } = recordedOf(row);
      const option =
        entry.type === "ledger-opened" ? `option "operating_currency" "${entry.currency}"\n\n` : "";
      if (postings.length === 0) return option;
      const opened = openings([...new Set(postings.map(({ account }) => account))]);
      const title = `${times.date(atMs)} * ${quoted(entry.type)}`;
      const data = [`seq: ${seq}`, `subject: ${quoted(subjectOf(entry))}`, `seal: "${hash}"`];
      const lines = postings.map(({ account, currency, minor }) => {
        const amount = amounts.decimal(minor, currency).padStart(16);
        return `${accountNames.of(account).padEnd(44)}  ${amount} ${currency}`;
      });
      const block = [title, ...[...data, ...lines].map((line) => `  ${line}`)].join("\n");
      return `${option}${opened}${block}\n\n`;
    },
  };
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/**
 * Beancount's accounts begin each part with a capital or a digit and hold letters, digits and
 * dashes. Two of ours that would come to the same name are told apart by a number.
 */
function createAccountNames() {
  const names = new Map<string, string>();
  const taken = new Set<string>();

  function of(account: string): string {
    const known = names.get(account);
    if (known !== undefined) return known;
    const plain = account.split(":").map(part).join(":");
    let name = plain;
    for (let number = 2; taken.has(name); number += 1) name = `${plain}-${number}`;
    names.set(account, name);
    taken.add(name);
    return name;
  }
  return { of, isKnown: (account: string) => names.has(account) };
}

function part(word: string): string {
  const dashed = word.normalize("NFC").replace(/[^\p{L}\p{N}]+/gu, "-");
  const begun = /^[\p{L}\p{N}]/u.test(dashed) ? dashed : `X${dashed}`;
  return begun.replace(/^\p{L}/u, (letter) => letter.toUpperCase());
}
