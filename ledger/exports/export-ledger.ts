import { beancountWriter } from "./beancount.ts";
import type { ExportRow, ExportTerms, ExportWriter } from "./export-terms.ts";
import { hledgerWriter } from "./hledger.ts";
import { jsonLinesWriter } from "./json-lines.ts";
import { postingsCsvWriter } from "./postings-csv.ts";
import { salesCsvWriter } from "./sales-csv.ts";
import { writeFile } from "./write-file.ts";

/** The kinds of file that a ledger is exported as, and what their names end with. */
export const ledgerFormats = {
  csv: { ending: "postings.csv", open: postingsCsvWriter },
  "sales-csv": { ending: "sales.csv", open: salesCsvWriter },
  "json-lines": { ending: "jsonl", open: jsonLinesWriter },
  hledger: { ending: "journal", open: hledgerWriter },
  beancount: { ending: "beancount", open: beancountWriter },
} as const satisfies Readonly<
  Record<string, Readonly<{ ending: string; open: (terms: ExportTerms) => ExportWriter }>>
>;
export type LedgerFormat = keyof typeof ledgerFormats;

/** Entries read at once; they are written before the next are read. */
const STEP_ENTRIES = 128;

type Progress = Readonly<{ done: number; total: number }>;

type Order = Readonly<{
  rowsAfter: (seq: number, limit: number) => readonly ExportRow[];
  /** Entries after this one are not exported: a sale may be rung up meanwhile. */
  headSeq: number;
  format: LedgerFormat;
  timeZone: string;
  path: string;
}>;

/**
 * Writes all entries up to the head as one file, a step at a time, with memory for one step.
 * Entries never change, so sales may go on between the steps.
 */
export function* exportLedger(order: Order): Generator<Progress, void> {
  const { headSeq, timeZone, format, path } = order;
  const writer: ExportWriter = ledgerFormats[format].open({ headSeq, timeZone });
  yield* writeFile(path, piecesOf(order, writer));
}

function* piecesOf({ rowsAfter, headSeq }: Order, writer: ExportWriter) {
  yield { text: writer.head(), progress: { done: 0, total: headSeq } };
  for (let seq = 0; seq < headSeq;) {
    const rows = rowsAfter(seq, Math.min(STEP_ENTRIES, headSeq - seq));
    if (rows.length === 0) return;
    seq = rows.at(-1)?.seq ?? headSeq;
    const text = rows.map((row) => writer.entry(row)).join("");
    yield { text, progress: { done: seq, total: headSeq } };
  }
}
