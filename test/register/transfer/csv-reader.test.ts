import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csvRow, plainText, textCell } from "../../../ledger/exports/csv-cell.ts";
import { createCsvReader, delimiterOf } from "../../../register/transfer/csv-reader.ts";

function read(text: string, pieces: readonly number[] = []) {
  const reader = createCsvReader(delimiterOf(text));
  const cuts = [
    0,
    ...pieces.map((at) => at % (text.length + 1)).sort((a, b) => a - b),
    text.length,
  ];
  const items = cuts.flatMap((to, index) => reader.push(text.slice(cuts[index - 1] ?? 0, to)));
  return [...items, ...reader.end()];
}

const rows = (text: string) =>
  read(text).map((item) => ("cells" in item ? item.cells : item.fault));

describe("createCsvReader", () => {
  it.each([
    [
      "a,b\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a;b\r\n1;2\r\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a\tb\r1\t2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      'a,b\n"x, ""y""\nz",2',
      [
        ["a", "b"],
        ['x, "y"\nz', "2"],
      ],
    ],
    [
      "a,b\n,\n\n",
      [
        ["a", "b"],
        ["", ""],
      ],
    ],
    ['a\n""\n"b"', [["a"], ["b"]]],
    ['a\n5" nail', [["a"], ['5" nail']]],
    ["", []],
  ])("reads %j", (text, expected) => {
    expect(rows(text)).toEqual(expected);
  });

  it.each([
    ['a\n"open\nand on', "unclosed-quote", 2],
    ['a\n"x"y', "unclosed-quote", 2],
    [`a\n"${"x".repeat(70_000)}`, "unclosed-quote", 2],
    [`a\n${"x".repeat(70_000)}`, "row-too-long", 2],
    [`a\n${",".repeat(1_000_000)}`, "too-many-columns", 2],
  ])("B17 refuses what is no list, with its line: %#", (text, fault, line) => {
    expect(read(text).at(-1)).toMatchObject({ fault, line });
  });

  it("says the line as an editor counts, through quoted line ends of every kind", () => {
    const items = read('a\r\n"1\r\n2\n3"\r\n\r\nlast\n');
    expect(items.map(({ line }) => line)).toEqual([1, 2, 6]);
  });

  it("reads the same however the text is cut into pieces", () => {
    const text = fc
      .array(fc.constantFrom("a", "b", '"', '""', ",", "\n", "\r\n", "\r", " "), { maxLength: 60 })
      .map((parts) => `x,y\n${parts.join("")}`);
    fc.assert(
      fc.property(text, fc.array(fc.nat(200), { maxLength: 8 }), (whole, cuts) => {
        const cells = (items: ReturnType<typeof read>) =>
          items.map((item) => ("cells" in item ? item.cells : item.fault));
        expect(cells(read(whole, cuts))).toEqual(cells(read(whole)));
      }),
    );
  });

  it("gives back every text that was written as a cell, but its control signs", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: "grapheme" }),
            fc.string({ unit: fc.constantFrom("'", "=", "+", " ", "\t", "\r", "a", ",") }),
          ),
          { minLength: 2, maxLength: 5 },
        ),
        (texts) => {
          const [item] = read(csvRow(texts.map(textCell)));
          const cells = item && "cells" in item ? item.cells.map(plainText) : [];
          const shown = (text: string) =>
            text.replace(/[\p{Cc}\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu, " ");
          expect(cells).toEqual(texts.map(shown));
        },
      ),
    );
  });
});

describe("textCell", () => {
  it.each([
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ["+1", "'+1"],
    ["-2+3", "'-2+3"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "' =1"],
    ["\r=1", "' =1"],
    ["'=1", "''=1"],
    ["a=1", "a=1"],
    ["'90s mug", "'90s mug"],
    ["back\u202Egnp.exe", "back gnp.exe"],
    ["nul\u0000 esc\u001b", `"nul  esc "`],
  ])("B16 shows %j as text: %s", (text, cell) => {
    expect(textCell(text)).toBe(cell);
  });
});
