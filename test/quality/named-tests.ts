import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

const series = (letter: string, first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => `${letter}${first + index}`);

/** The faults of card payments, which the simulation's tests name as a range. */
const ofPayments = series("F", 14, 26);

/** The faults and bad inputs that this page answers for, in the order of their numbers. */
export const numbers: readonly string[] = [
  ...series("F", 1, 13),
  ...ofPayments,
  ...["F35", "F37", "F38", "F39", "F41", "B10", "B11", "B12", "B13", "B16"],
  ...["B29", "B30", "B31", "B32", "B35"],
];

export type NamedTest = Readonly<{ number: string; file: string; title: string }>;

/** Every test whose title carries one of these numbers. */
export function namedTests(): readonly NamedTest[] {
  const files = readdirSync(join(root, "test"), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(test|spec)\.ts$/.test(path))
    .map((path) => join(root, "test", path))
    .toSorted();
  return files.flatMap((path) => {
    const file = relative(root, path).replaceAll("\\", "/");
    const titles = readFileSync(path, "utf8").matchAll(
      /^\s*(?:it(?:\.each\(.*\))?\(|\[)?"([^"]+)"/gm,
    );
    return [...titles].flatMap(([, title = ""]) => numbersIn(title, { file, title }));
  });
}

function numbersIn(title: string, test: Omit<NamedTest, "number">): readonly NamedTest[] {
  const named = new Set(title.match(/\b[FB]\d+\b/g) ?? []);
  const range = /F14 to F26/.test(title) ? ofPayments : [];
  return numbers
    .filter((number) => named.has(number) || range.includes(number))
    .map((number) => ({ number, ...test }));
}
