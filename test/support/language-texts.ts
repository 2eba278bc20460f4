import { readFileSync } from "node:fs";
import { resolve } from "node:path";

const folder = resolve(import.meta.dirname, "../../renderer/i18n/languages");

/** The texts of a language by their keys, as its file has them. */
export function textsOf(code: string): (key: string) => string {
  const path = resolve(folder, `${code}.json`);
  const texts = JSON.parse(readFileSync(path, "utf8")) as Readonly<Record<string, string>>;
  return (key) => texts[key] ?? `no text ${key}`;
}
