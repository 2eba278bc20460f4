import { createInstance } from "i18next";
import { isolate } from "./isolate.ts";
import { language } from "./language.ts";
import { languages, type SourceKey } from "./languages.ts";

type WithoutForm<Key extends string> = Key extends `${infer Base}_${"one" | "other"}` ? Base : Key;
/** A text of languages/en.json. */
export type TextKey = WithoutForm<SourceKey>;
export type TextValues = Readonly<Record<string, string | number>>;

const instance = createInstance();
void instance.init({
  lng: language,
  fallbackLng: "en",
  resources: Object.fromEntries(
    Object.entries(languages).map(([code, texts]) => [code, { translation: texts }]),
  ),
  // Texts are read as the screens' modules load: nothing may be awaited.
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // React escapes what it draws.
  interpolation: { escapeValue: false },
});

/** Whether there is such a text: a code from elsewhere may be of another version. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(languages["en"] ?? {}, key);
}

/** The text in this page's language. `count` chooses the plural's form. */
export function t(key: TextKey, values: TextValues = {}): string {
  return instance.t(key, isRightToLeft ? isolated(values) : values);
}

/** The text of a code that comes from elsewhere; the code itself where this version has none for it. */
export function codeText(group: string, code: string): string {
  const key = `${group}.${code}`;
  return isTextKey(key) ? t(key) : code;
}

const isRightToLeft = languages[language]?.["language.direction"] === "rtl";

/** A name or "23 %" inside a text that runs right to left keeps its own order (Unicode's isolates). */
function isolated(values: TextValues): TextValues {
  const entries = Object.entries(values);
  return Object.fromEntries(
    entries.map(([name, value]) => [name, typeof value === "string" ? isolate(value) : value]),
  );
}

/** A figure with a sign of its own, "23 %", keeps its order beside other words of any language. */
export function keptTogether(value: string): string {
  return isRightToLeft ? isolate(value) : value;
}
