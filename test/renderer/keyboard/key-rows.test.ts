import { describe, expect, it } from "vitest";
import { figureRows, rowsOf, type Row } from "../../../renderer/keyboard/key-rows.ts";
import { layoutFor, readLayout } from "../../../renderer/keyboard/layouts.ts";
import { languages } from "../../../renderer/i18n/languages.ts";

const kinds = (rows: readonly Row[]) => new Set(rows.flat().map(({ kind }) => kind));
const texts = (rows: readonly Row[]) =>
  rows.flat().flatMap((key) => (key.kind === "text" ? [key.text] : []));

describe("the screen's keyboard", () => {
  it.each(Object.keys(languages))(
    "has all its keys in %s, in both rows of letters",
    async (name) => {
      const { plain, shifted } = await readLayout(layoutFor(name));
      for (const rows of [plain, shifted]) {
        expect([...kinds(rows)].toSorted()).toEqual([
          "back",
          "enter",
          "hide",
          "letters",
          "shift",
          "space",
          "text",
        ]);
        expect(texts(rows).every((text) => !/^(\{.+\})?$/u.test(text))).toBe(true);
      }
      expect(texts(plain)).not.toEqual(texts(shifted));
    },
  );

  it("types Latin where a language has no letters of its own here", () => {
    expect(layoutFor("pt-BR")).toBe("en");
    expect(layoutFor("constructor")).toBe("en");
  });

  it("reads a row as its makers write it: signs between spaces, acts in braces", () => {
    expect(rowsOf(["{tab} a \u0644\u0627 {bksp}", ".com @ {space}"])[0]).toEqual([
      { kind: "text", text: "a" },
      { kind: "text", text: "\u0644\u0627" },
      { kind: "back" },
    ]);
  });

  it("has figures in the order of the till's own pad", () => {
    expect(texts(figureRows("calculator")).join("")).toBe("789456123000.");
    expect(texts(figureRows("telephone")).join("")).toBe("123456789000.");
  });
});
