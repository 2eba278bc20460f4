import { collectCsvRows, MAX_ROW_CHARACTERS, type CsvItem } from "./csv-rows.ts";

export type { CsvItem } from "./csv-rows.ts";

/** At a cell's beginning, in a plain cell, inside quotes, or after a quote that may be doubled. */
type State = "start" | "plain" | "quoted" | "quote";
type Delimiter = "," | ";" | "\t";

/**
 * CSV as RFC 4180 has it, fed piece by piece: quoted cells may hold delimiters, doubled quotes and
 * line ends; rows end by LF, CRLF or CR. Memory is bounded by one row.
 */
export function createCsvReader(delimiter: Delimiter) {
  const rows = collectCsvRows();
  // A run of characters that mean nothing but themselves; after a quote there is none.
  const plainRun = new RegExp(`[^"\\r\\n${delimiter}]*`, "y");
  const runOf = { start: plainRun, plain: plainRun, quoted: /[^"]*/y, quote: /(?:)/y };
  let state: State = "start";
  let isAfterReturn = false;

  function takeRun(run: string): void {
    rows.addText(run);
    isAfterReturn = false;
    if (state === "start") state = "plain";
    if (state === "quoted") rows.countLines(linesIn(run));
    if (!rows.isTooLong()) return;
    const fault = state === "quoted" ? "unclosed-quote" : "row-too-long";
    rows.fail(fault, `more than ${MAX_ROW_CHARACTERS} letters`);
  }

  function takeMark(mark: string): void {
    const isSecondOfCrLf = mark === "\n" && isAfterReturn;
    isAfterReturn = mark === "\r";
    if (isSecondOfCrLf) return;
    if (mark === '"') takeQuote();
    else if (mark === delimiter) rows.endCell();
    else if (mark === "\n" || mark === "\r") rows.endRow();
    else rows.fail("unclosed-quote", "a letter follows a closed quote");
    if (mark !== '"') state = "start";
  }

  function takeQuote(): void {
    if (state === "plain" || state === "quote") rows.addText('"');
    if (state === "quoted") state = "quote";
    else if (state !== "plain") state = "quoted";
  }

  return {
    /** The rows that this piece completes. */
    push(text: string): readonly CsvItem[] {
      for (let at = 0; at < text.length && !rows.isOver();) {
        const run = runOf[state];
        run.lastIndex = at;
        const found = run.exec(text)?.[0] ?? "";
        if (found === "") takeMark(text.charAt(at));
        else takeRun(found);
        at += Math.max(1, found.length);
      }
      return rows.taken();
    },
    /** The last row, where no line end closes it. */
    end(): readonly CsvItem[] {
      if (state === "quoted") rows.fail("unclosed-quote", "the quote is never closed");
      else if (state !== "start" || rows.hasCells()) rows.endRow();
      return rows.taken();
    },
  };
}

/** LF, CRLF and CR inside a quoted cell, each one line. */
function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** The mark that stands most often outside quotes in the first line. */
export function delimiterOf(text: string): Delimiter {
  const [first = ""] = text.split(/[\r\n]/, 1);
  const bare = first.replace(/"[^"]*"/g, "");
  const count = (mark: string) => bare.split(mark).length;
  return ([";", "\t"] as const).find((mark) => count(mark) > count(",")) ?? ",";
}
