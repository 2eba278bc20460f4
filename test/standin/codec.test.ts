import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cloned, createCodec } from "./codec.ts";

const { encode, decode } = createCodec();
const roundTrip = (value: unknown) => decode(encode(value));

describe("createCodec", () => {
  it("carries whatever the structured clone carries, and makes the same of it", () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
      withSparseArray: false,
    });
    fc.assert(
      fc.property(anything, (value) => {
        expect(roundTrip(value)).toEqual(structuredClone(value));
      }),
    );
  });

  it("keeps a date that is none", () => {
    expect(roundTrip([new Date(NaN)])).toEqual([new Date(NaN)]);
  });

  it("keeps cycles and shared parts", () => {
    const part = { name: "part" };
    const whole: Record<string, unknown> = { first: part, second: part };
    whole["itself"] = whole;
    const read = roundTrip(whole) as typeof whole;
    expect(read["itself"]).toBe(read);
    expect(read["first"]).toBe(read["second"]);
  });

  it("refuses functions, symbols and promises in Electron's words", () => {
    for (const value of [() => 1, Symbol("x"), Promise.resolve(), new WeakMap()]) {
      expect(() => encode({ value })).toThrow("An object could not be cloned.");
      expect(() => cloned({ value })).toThrow("An object could not be cloned.");
    }
  });
});
