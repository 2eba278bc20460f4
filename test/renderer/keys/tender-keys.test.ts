import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_OTHER_TENDERS } from "../../../contract/commands/command.ts";
import { tenderKeys } from "../../../renderer/keys/tender-keys.ts";

describe("tenderKeys", () => {
  it("takes a letter of the name, one that is free", () => {
    expect(tenderKeys(["Voucher", "Cheque", "Coupon"])).toEqual(["V", "C", "O"]);
    expect(tenderKeys(["Gift stamps"])).toEqual(["I"]);
  });

  it("takes any letter for a name that has none, or whose letters are all held", () => {
    expect(tenderKeys(["商品券", "شيك", "Reales"])).toEqual(["B", "C", "D"]);
  });

  it("gives each its own, and none that the pay screen has for something else", () => {
    const names = fc.array(fc.string({ unit: "grapheme" }), { maxLength: MAX_OTHER_TENDERS });
    fc.assert(
      fc.property(names, (some) => {
        const keys = tenderKeys(some);
        expect(new Set(keys).size).toBe(some.length);
        for (const key of keys) expect(key).toMatch(/^[BCDFHIJKNOQTUVWYZ]$/);
      }),
    );
  });
});
