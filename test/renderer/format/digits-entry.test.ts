import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  digitsValue,
  MAX_DIGITS,
  nextDigits,
  type DigitKey,
} from "../../../renderer/format/digits-entry.ts";

const type = (keys: readonly DigitKey[]) =>
  keys.reduce((digits, key) => nextDigits(digits, key), "");

describe("nextDigits", () => {
  it("enters cents first: 2, 0, 00 is 20.00", () => {
    expect(digitsValue(type(["2", "0", "00"]))).toBe(2_000);
  });

  it("holds no leading zeros, so that zeros alone enter nothing", () => {
    expect(type(["0", "00"])).toBe("");
    expect(type(["0", "5"])).toBe("5");
  });

  it("takes the last digit back, and stays empty when there is none", () => {
    expect(type(["1", "2", "delete"])).toBe("1");
    expect(type(["delete"])).toBe("");
  });

  it("stops at its length instead of dropping digits", () => {
    expect(nextDigits("9999", "1", 4)).toBe("9999");
    expect(nextDigits("999", "00", 4)).toBe("999");
    expect(type(Array.from({ length: MAX_DIGITS + 3 }, () => "9" as const))).toHaveLength(
      MAX_DIGITS,
    );
  });

  it("is always a whole number that is safe to count with", () => {
    const key = fc.constantFrom<DigitKey>("0", "1", "5", "9", "00", "delete");
    fc.assert(
      fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
        const value = digitsValue(type(keys));
        expect(Number.isSafeInteger(value)).toBe(true);
        expect(value).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
