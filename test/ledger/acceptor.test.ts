import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { acceptorOf } from "../../ledger/acceptor.ts";
import { LedgerEntry } from "../../ledger/ledger-entry.ts";
import { entries } from "./every-entry.ts";

const accepts = acceptorOf(LedgerEntry);

type Json = Readonly<Record<string, unknown>>;

/** Every path into an entry, as lists of keys. */
function pathsIn(value: unknown, before: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [before];
  const inner = Object.entries(value).flatMap(([key, part]) => pathsIn(part, [...before, key]));
  return before.length === 0 ? inner : [before, ...inner];
}

function withChange(value: unknown, path: readonly string[], change: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return change;
  if (Array.isArray(value)) {
    return value.map((item, index) =>
      String(index) === key ? withChange(item, rest, change) : (item as unknown),
    );
  }
  const before = value as Json;
  return { ...before, [key]: withChange(before[key], rest, change) };
}

const wrong = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, "", 0, -1, -0, 0.5, Number.NaN, Infinity, 2 ** 53),
  fc.constantFrom<unknown>("12.00", [], {}, [null], true, "sale_", "EURO", "x".repeat(300)),
  fc.integer(),
  fc.string(),
);

describe("acceptorOf", () => {
  it("accepts one of every kind of entry", () => {
    expect(entries.filter((entry) => !accepts(entry))).toEqual([]);
  });

  it("says of any change to any part of any entry what zod says, B11", () => {
    const changed = fc
      .constantFrom(...entries)
      .chain((entry) => fc.tuple(fc.constant(entry), fc.constantFrom(...pathsIn(entry)), wrong));
    fc.assert(
      fc.property(changed, ([entry, path, change]) => {
        const candidate = withChange(entry, path, change);
        expect(accepts(candidate)).toBe(LedgerEntry.safeParse(candidate).success);
      }),
      { numRuns: 5_000 },
    );
  });

  it("asks the rules of parts and of whole objects, which no range can say", () => {
    const [, sale] = entries;
    const spelled = (rate: object) => {
      const [line] = (sale as Json)["lines"] as readonly Json[];
      return accepts({ ...(sale as Json), lines: [{ ...line, ...rate }] });
    };
    expect(spelled({ rateBasisPoints: 997, ratePpm: 99_750 })).toBe(true);
    expect(spelled({ rateBasisPoints: 998, ratePpm: 99_750 })).toBe(false);
    expect(spelled({ rateBasisPoints: 900, ratePpm: 90_000 })).toBe(false);
    expect(accepts({ ...(sale as Json), roundingMinor: 0 })).toBe(true);
    expect(accepts({ ...(sale as Json), roundingMinor: -0 })).toBe(false);
  });

  it("refuses a member too many, at any depth", () => {
    for (const entry of entries) {
      expect(accepts({ ...entry, more: 1 })).toBe(false);
      for (const path of pathsIn(entry)) {
        const [place] = path.length > 1 ? [path.slice(0, -1)] : [[]];
        const parent = place.reduce<unknown>((value, key) => (value as Json)[key], entry);
        if (Array.isArray(parent) || path.includes("report")) continue;
        const candidate = withChange(entry, place, { ...(parent as Json), more: 1 });
        expect(accepts(candidate)).toBe(false);
      }
    }
  });
});
