import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundToStep, scaleHalfUp, splitByWeight } from "../../contract/rounding.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

describe("splitByWeight", () => {
  const split = fc
    .array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 1, maxLength: 60 })
    .chain((weights) => fc.tuple(fc.constant(weights), fc.integer({ min: 0, max: sum(weights) })));

  it("gives parts that sum to the whole and never more than a line bears", () => {
    fc.assert(
      fc.property(split, ([weights, whole]) => {
        const parts = splitByWeight(whole, weights);
        expect(sum(parts)).toBe(whole);
        parts.forEach((part, index) => {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(weights[index] ?? 0);
        });
      }),
    );
  });

  it("puts the remainder on the last line", () => {
    expect(splitByWeight(100, [100, 100, 100])).toEqual([33, 33, 34]);
  });

  it("lets an earlier line take what the last cannot bear", () => {
    expect(splitByWeight(2, [1, 1, 1, 1])).toEqual([1, 1, 0, 0]);
  });
});

describe("scaleHalfUp", () => {
  it("rounds a half away from zero, so that a refund mirrors its sale", () => {
    expect(scaleHalfUp(5, 1, 2)).toBe(3);
    expect(scaleHalfUp(-5, 1, 2)).toBe(-3);
  });

  it("stays exact where a float would not", () => {
    expect(scaleHalfUp(1_000_000_000_000, 9_999, 10_000)).toBe(999_900_000_000);
    expect(scaleHalfUp(9_007_199_254_740_991, 3, 3)).toBe(9_007_199_254_740_991);
  });

  it("is never further than half a unit from the true value", () => {
    const small = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(small, fc.nat(10_000), fc.integer({ min: 1, max: 20_000 }), (value, n, d) => {
        expect(Math.abs(scaleHalfUp(value, n, d) * d - value * n) * 2).toBeLessThanOrEqual(d);
      }),
    );
  });
});

describe("roundToStep", () => {
  it("rounds to what coins can pay", () => {
    expect([11_761, 11_762, 11_763, 11_767, 11_768].map((minor) => roundToStep(minor, 5))).toEqual([
      11_760, 11_760, 11_765, 11_765, 11_770,
    ]);
    expect(roundToStep(11_763, 1)).toBe(11_763);
  });
});
