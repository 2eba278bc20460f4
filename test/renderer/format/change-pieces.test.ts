import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changePieces } from "../../../renderer/format/change-pieces.ts";

const euro = [500, 1_000, 2_000, 5_000, 10_000, 20_000, 1, 2, 5, 10, 20, 50, 100, 200];

describe("changePieces", () => {
  it("takes the largest notes and coins first", () => {
    expect(changePieces(235, euro)).toEqual([
      { minor: 200, count: 1 },
      { minor: 20, count: 1 },
      { minor: 10, count: 1 },
      { minor: 5, count: 1 },
    ]);
    expect(changePieces(4_400, euro)).toEqual([
      { minor: 2_000, count: 2 },
      { minor: 200, count: 2 },
    ]);
  });

  it("takes nothing for no change", () => {
    expect(changePieces(0, euro)).toEqual([]);
  });

  it("counts a piece once that is listed as a note and as a coin", () => {
    expect(changePieces(500, [500, 500])).toEqual([{ minor: 500, count: 1 }]);
  });

  it("leaves out what no piece can make up", () => {
    expect(changePieces(7, [5])).toEqual([{ minor: 5, count: 1 }]);
  });

  it("adds up to the change wherever a piece of one minor unit exists", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), (changeMinor) => {
        const sum = changePieces(changeMinor, euro).reduce(
          (total, { minor, count }) => total + minor * count,
          0,
        );
        expect(sum).toBe(changeMinor);
      }),
    );
  });
});
