/** More words than this narrow nothing; a pasted page must not become a long query. */
const MAX_WORDS = 12;

/**
 * How words are compared: without case, accents and punctuation, compatibility forms made plain.
 * Marks that are letters of their script (Thai, Hindi) stay. What is left are words and spaces.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Co}]+/gu, " ")
    .trim();
}

/** What a clerk typed, as the two lookups need it; undefined where there is no word in it. */
export type SearchTerms = Readonly<{
  /** The text as the beginning of a name: `from` inclusive, `to` exclusive; a code likewise. */
  from: string;
  to: string;
  code: string;
  codeTo: string;
  first: string;
  /** Every word as the beginning of a word, in FTS5's query language. */
  match: string;
}>;

/** Follows every text that begins with this one. */
const after = (text: string) => `${text}\u{10FFFF}`;

/**
 * A query of FTS5 is a language of its own (https://sqlite.org/fts5.html#full_text_query_syntax).
 * Folding leaves letters, digits and spaces only, and each word is quoted: nothing that is typed
 * can become an operator.
 */
export function searchTerms(text: string): SearchTerms | undefined {
  const from = foldText(text);
  if (from === "") return undefined;
  const words = from.split(" ").slice(0, MAX_WORDS);
  const match = words.map((word) => `"${word}"*`).join(" ");
  const code = text.trim();
  return { from, to: after(from), code, codeTo: after(code), first: words[0] ?? "", match };
}
