import en from "./languages/en.json" with { type: "json" };

/** Texts by key. A plural has one key per form: `sale.items_one`, `sale.items_other`. */
export type Texts = Readonly<Record<string, string>>;

/** English is the source: its keys are the keys that code may ask for. */
export type SourceKey = keyof typeof en;

/** Adding a language is adding its file to languages/. */
const files = import.meta.glob<Texts>("./languages/*.json", { eager: true, import: "default" });

export const languages: Readonly<Record<string, Texts>> = Object.fromEntries(
  Object.entries(files).map(([path, texts]) => [codeOf(path), texts]),
);

function codeOf(path: string): string {
  return path.replace(/^.*\/|\.json$/g, "");
}
