import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { canonicalWriter } from "../../ledger/canonical-writer.ts";
import { OfficeEntry } from "../../ledger/entries/office.ts";
import { canonical, quoted } from "../../ledger/hash-chain.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { entries, officeEntries } from "./every-entry.ts";

const anyText = fc.string({ unit: "binary" });

describe("quoted", () => {
  it("spells every text as JSON does, also quotes, control characters and odd surrogates, B13", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(quoted(text)).toBe(JSON.stringify(text));
      }),
    );
    for (const text of ['"', "\\", "\u0000", "\n", "\u007f", "\u2028", "\ud83d", "😀", "‮"]) {
      expect(quoted(text)).toBe(JSON.stringify(text));
    }
  });
});

describe("canonicalWriter", () => {
  it("spells every kind of entry exactly as the general form does", () => {
    const kinds = LedgerEntry.options.map((option) => option.shape.type.value);
    expect(entries.map(({ type }) => type).sort()).toEqual([...kinds].sort());
    for (const entry of entries) {
      expect(canonicalWriter(LedgerEntry)(entry)).toBe(canonical(entry));
    }
    for (const entry of officeEntries) {
      expect(canonicalWriter(OfficeEntry)(entry)).toBe(canonical(entry));
    }
  });

  it("leaves absent members out, sorts keys, and knows texts, numbers, lists and nothing", () => {
    const schema = z.strictObject({
      b: z.string(),
      a: z.int().optional(),
      c: z.array(z.strictObject({ z: z.int().nullable(), y: z.enum(["on", "off"]) })),
      d: z.record(z.string(), z.unknown()),
    });
    const value = fc.record(
      {
        b: anyText,
        a: fc.integer(),
        c: fc.array(
          fc.record({ z: fc.option(fc.integer()), y: fc.constantFrom("on" as const, "off") }),
        ),
        d: fc.dictionary(anyText, fc.oneof(anyText, fc.integer(), fc.boolean())),
      },
      { requiredKeys: ["b", "c", "d"] },
    );
    const write = canonicalWriter(schema);
    fc.assert(
      fc.property(value, (raw) => {
        const accepted = schema.parse(raw);
        expect(write(accepted)).toBe(canonical(accepted));
      }),
    );
  });
});
