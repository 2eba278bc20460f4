import { describe, expect, it } from "vitest";
import { keyName } from "../../../renderer/keys/key-name.ts";

const plain = { code: "", ctrlKey: false, metaKey: false, altKey: false };

describe("keyName", () => {
  it("names keys as bindings spell them", () => {
    expect(keyName({ ...plain, key: "F12" })).toBe("F12");
    expect(keyName({ ...plain, key: "m" })).toBe("M");
    expect(keyName({ ...plain, key: "z", ctrlKey: true })).toBe("Ctrl+Z");
    expect(keyName({ ...plain, key: "Delete", metaKey: true })).toBe("Ctrl+Delete");
  });

  it("reads a digit off the key where Alt makes another character of it", () => {
    expect(keyName({ ...plain, key: "¡", code: "Digit1", altKey: true })).toBe("Alt+1");
    expect(keyName({ ...plain, key: "2", code: "Digit2", altKey: true })).toBe("Alt+2");
  });
});
