import { describe, expect, it } from "vitest";
import { hashPin, isPin } from "../../../register/people/pin-hash.ts";
import { waitAfter } from "../../../register/people/check-pin.ts";
import { demoShop } from "../../../sandbox/demo-shop.ts";

describe("hashPin", () => {
  it("opens for its PIN alone, and no two hashes of one PIN are alike", () => {
    const kept = hashPin("0815");
    expect(isPin("0815", kept)).toBe(true);
    expect(isPin("0816", kept)).toBe(false);
    expect(hashPin("0815")).not.toBe(kept);
  });

  it.each(["", "scrypt", "scrypt$1$1$1$$", "1111", "plain$1$1$1$AA$AA"])(
    "opens for nobody where %j is kept",
    (kept) => {
      expect(isPin("1111", kept)).toBe(false);
      expect(isPin("", kept)).toBe(false);
    },
  );

  it("fits the PINs that the demo tells", () => {
    const pins = demoShop.people.users.map(({ pinHash }, index) =>
      isPin(String(1_111 * (index + 1)), pinHash),
    );
    expect(pins).toEqual([true, true, true]);
  });
});

describe("waitAfter", () => {
  it("doubles from five seconds to five minutes", () => {
    const waits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(waitAfter);
    expect(waits.map((ms) => ms / 1_000)).toEqual([0, 0, 0, 5, 10, 20, 40, 80, 160, 300]);
  });
});
