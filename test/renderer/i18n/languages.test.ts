import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { languages, type Texts } from "../../../renderer/i18n/languages.ts";
import { t } from "../../../renderer/i18n/t.ts";

const renderer = resolve(import.meta.dirname, "../../../renderer");
const FORM = /_(zero|one|two|few|many|other)$/;
const base = (key: string) => key.replace(FORM, "");
const english = languages["en"] ?? {};

/**
 * Every text that code asks for by name. Of texts by a code, like those of refusals, the types hold
 * that each code has its own; here they count as asked for by their pattern.
 */
function askedFor(): ReadonlySet<string> {
  const files = readdirSync(renderer, { recursive: true, encoding: "utf8" });
  const sources = files.filter((file) => /\.tsx?$/.test(file) && !/\.d\.ts$/.test(file));
  const calls = sources.flatMap((file) => [
    ...readFileSync(join(renderer, file), "utf8").matchAll(/\bt\(\s*"([^"]+)"/g),
  ]);
  const patterns: (readonly string[])[] = sources.flatMap((file) => [
    ...readFileSync(join(renderer, file), "utf8").matchAll(
      /\bt\(\s*`([^`$]+)\$\{[^}]*\}([^`$]*)`/g,
    ),
  ]);
  const groups = sources.flatMap((file) => [
    ...readFileSync(join(renderer, file), "utf8").matchAll(/\bcodeText\(\s*"([^"]+)"/g),
  ]);
  patterns.push(...groups.map(([, group = ""]) => ["", `${group}.`, ""] as const));
  const byCode = Object.keys(english).filter((key) =>
    patterns.some(([, start = "", end = ""]) => key.startsWith(start) && key.endsWith(end)),
  );
  return new Set([...calls.map(([, key = ""]) => key), ...byCode]);
}

/** The plural forms that a language has, by the keys it must write. */
function keysOf(locale: string): string[] {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
  return Object.keys(english).flatMap((key) => {
    if (!FORM.test(key)) return [key];
    return key.endsWith("_other") ? forms.map((form) => `${base(key)}_${form}`) : [];
  });
}

function placeholdersOf(text: string): string[] {
  return [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = ""]) => name).sort();
}

/** A form for one number may leave the number out: "an item". */
function isFilled(texts: Texts, key: string): boolean {
  const wanted = placeholdersOf(english[`${base(key)}_other`] ?? english[key] ?? "");
  const given = placeholdersOf(texts[key] ?? "");
  if (/_(zero|one|two)$/.test(key)) return given.every((name) => wanted.includes(name));
  return given.join() === wanted.join();
}

describe("English, the source", () => {
  it("has every text that code asks for, and none that nobody asks for", () => {
    const written = new Set(Object.keys(english).map(base));
    const asked = askedFor();
    expect([...asked].filter((key) => !written.has(key))).toEqual([]);
    expect([...written].filter((key) => !asked.has(key) && key !== "language.name")).toEqual([]);
  });

  it("puts values in, and chooses the plural's form", () => {
    expect(t("frame.countedOf", { counted: 2, all: 7 })).toBe("2 of 7");
    expect(t("frame.items", { count: 1, shown: "1" })).toBe("1 item");
    expect(t("frame.items", { count: 2, shown: "2" })).toBe("2 items");
  });
});

describe.each(Object.entries(languages))("the language %s", (_code, texts) => {
  const locale = texts["language.locale"] ?? "";

  it("says what it is called, how it is written, and whose formats it uses", () => {
    expect(texts["language.name"]).not.toBe("");
    expect(["ltr", "rtl"]).toContain(texts["language.direction"]);
    expect(Intl.getCanonicalLocales(locale)).toEqual([locale]);
  });

  it("is complete: every text, in every plural form it has, and no more", () => {
    expect(Object.keys(texts).sort()).toEqual(keysOf(locale).sort());
    expect(Object.keys(texts).filter((key) => texts[key]?.trim() === "")).toEqual([]);
  });

  it("keeps the places where values go", () => {
    expect(Object.keys(texts).filter((key) => !isFilled(texts, key))).toEqual([]);
  });
});
