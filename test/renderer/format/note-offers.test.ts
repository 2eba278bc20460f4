import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { noteOffers } from "../../../renderer/format/note-offers.ts";

const euroNotes = [500, 1_000, 2_000, 5_000, 10_000, 20_000];

describe("noteOffers", () => {
  it("offers the next notes up, and a large note topped up by a smaller one", () => {
    expect(noteOffers(5_265, euroNotes)).toEqual([5_500, 6_000, 7_000, 10_000]);
    expect(noteOffers(235, euroNotes)).toEqual([500, 1_000, 2_000, 5_000]);
    expect(noteOffers(9_875, euroNotes)).toEqual([10_000, 20_000]);
  });

  it("leaves the exact amount out even when a note is exactly that", () => {
    expect(noteOffers(2_000, euroNotes)).toEqual([5_000, 10_000, 20_000]);
  });

  it("goes past the largest note for a large sale", () => {
    expect(noteOffers(43_210, euroNotes)).toEqual([43_500, 44_000, 45_000, 50_000]);
  });

  it("works in a currency without decimals", () => {
    expect(noteOffers(3_240, [1_000, 2_000, 5_000, 10_000])).toEqual([4_000, 5_000, 10_000]);
  });

  it("offers nothing when nothing is due or the shop names no notes", () => {
    expect(noteOffers(0, euroNotes)).toEqual([]);
    expect(noteOffers(1_000, [])).toEqual([]);
  });

  it("offers at most four amounts, ascending, each more than what is due", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 50_000 }), { maxLength: 8 }),
        (dueMinor, notesMinor) => {
          const offers = noteOffers(dueMinor, notesMinor);
          expect(offers.length).toBeLessThanOrEqual(4);
          expect(offers).toEqual([...new Set(offers)].sort((a, b) => a - b));
          for (const offer of offers) expect(offer).toBeGreaterThan(dueMinor);
        },
      ),
    );
  });
});
