import { describe, expect, it } from "vitest";
import { isComposing } from "../../../renderer/keys/composing.ts";

describe("isComposing", () => {
  it("knows the Enter that chooses a word from the one that confirms", () => {
    expect(isComposing({ isComposing: true, keyCode: 13 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 229 })).toBe(true);
    expect(isComposing({ isComposing: false, keyCode: 13 })).toBe(false);
  });
});
