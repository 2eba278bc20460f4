import { describe, expect, it } from "vitest";
import { keyPlaces } from "../../../../renderer/screens/sale/key-places.ts";

describe("keyPlaces", () => {
  it("fills the smallest screen row by row", () => {
    expect(keyPlaces(4, 4).slice(0, 5)).toEqual([
      { row: 1, column: 1 },
      { row: 1, column: 2 },
      { row: 1, column: 3 },
      { row: 1, column: 4 },
      { row: 2, column: 1 },
    ]);
  });

  it("keeps each key in its place on every larger screen", () => {
    expect(keyPlaces(4, 6).slice(0, 16)).toEqual(keyPlaces(4, 4));
    expect(keyPlaces(7, 7).slice(0, 24)).toEqual(keyPlaces(4, 6));
  });

  it("uses every place once", () => {
    const places = keyPlaces(7, 7).map(({ row, column }) => `${row}/${column}`);
    expect(new Set(places).size).toBe(49);
  });
});
