import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

/** The faults and bad inputs that this page answers for, in the order of their numbers. */
export const numbers = [
  ...Array.from({ length: 13 }, (_, index) => `F${index + 14}`),
  "F41",
  "B10",
] as const;

/** What goes wrong at real tills, in the order of the reference: `situation 1: …` in a test's title. */
export const situations = Array.from({ length: 15 }, (_, index) => `situation ${index + 1}`);

export type NamedTest = Readonly<{ number: string; file: string; title: string }>;

/** Every test whose title carries one of these numbers. */
export function namedTests(): readonly NamedTest[] {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(test|spec)\.ts$/.test(path))
    .map((path) => join(root, "test", path))
    .toSorted();
  return files.flatMap((path) => {
    const file = relative(root, path).replaceAll("\\", "/");
    const titles = readFileSync(path, "utf8").matchAll(/^\s*(?:it(?:\.each\(.*\))?\()?"([^"]+)"/gm);
    return [...titles].flatMap(([, title = ""]) => numbersIn(title, { file, title }));
  });
}

function numbersIn(title: string, test: Omit<NamedTest, "number">): readonly NamedTest[] {
  const named = new Set(title.match(/\b[FB]\d+\b|\bsituation \d+\b/g) ?? []);
  const range = /F14 to F26/.test(title) ? numbers.slice(0, 13) : [];
  return [...numbers, ...situations]
    .filter((number) => named.has(number) || range.includes(number))
    .map((number) => ({ number, ...test }));
}
