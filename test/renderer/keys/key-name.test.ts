import { describe, expect, it } from "vitest";
import { isCharacter, isOptionText, keyName } from "../../../renderer/keys/key-name.ts";

const plain = { code: "", ctrlKey: false, metaKey: false, altKey: false };

describe("isOptionText", () => {
  const mac = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)";
  const option = { ...plain, altKey: true };

  it.each([
    ["a letter with its sign", { key: "ś", code: "KeyS" }, true],
    ["a sign", { key: "@", code: "KeyG" }, true],
    ["a plain letter", { key: "s", code: "KeyS" }, false],
    ["a key that types nothing", { key: "ArrowUp", code: "ArrowUp" }, false],
    ["Alt with Ctrl", { key: "@", code: "KeyQ", ctrlKey: true }, false],
  ])("%s: text or a key of the screen", (_what, pressed, is) => {
    expect(isOptionText({ ...option, ...pressed }, mac)).toBe(is);
    expect(isOptionText({ ...option, ...pressed }, "Windows NT 10.0")).toBe(false);
  });
});

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

  it.each([
    ["Cyrillic", "п", "KeyG"],
    ["Greek", "γ", "KeyG"],
    ["Arabic", "ل", "KeyG"],
    ["Hebrew", "ע", "KeyG"],
  ])("reads a letter off the key on a %s layout", (_layout, key, code) => {
    expect(keyName({ ...plain, key, code })).toBe("G");
    expect(keyName({ ...plain, key, code, altKey: true })).toBe("Alt+G");
    expect(keyName({ ...plain, key, code, ctrlKey: true })).toBe("Ctrl+G");
  });

  it("reads it where one key types two letters, and where Alt types a sign", () => {
    expect(keyName({ ...plain, key: "لا", code: "KeyB" })).toBe("B");
    expect(keyName({ ...plain, key: "ß", code: "KeyS", altKey: true })).toBe("Alt+S");
    expect(keyName({ ...plain, key: "π", code: "KeyP", altKey: true })).toBe("Alt+P");
    expect(keyName({ ...plain, key: ";", code: "KeyQ", altKey: true })).toBe("Alt+Q");
  });

  it("reads a digit of another script off its key", () => {
    expect(keyName({ ...plain, key: "۷", code: "Digit7" })).toBe("7");
  });

  it("leaves Latin layouts their own letters and signs", () => {
    expect(keyName({ ...plain, key: "a", code: "KeyQ" })).toBe("A");
    expect(keyName({ ...plain, key: "z", code: "KeyY", ctrlKey: true })).toBe("Ctrl+Z");
    expect(keyName({ ...plain, key: ".", code: "KeyE" })).toBe(".");
    expect(keyName({ ...plain, key: "ğ", code: "KeyE" })).toBe("Ğ");
    expect(keyName({ ...plain, key: "é", code: "Digit2" })).toBe("É");
  });
});

describe("isCharacter", () => {
  it("knows what types text from a key with a name", () => {
    expect(["a", "п", "لا", " "].every(isCharacter)).toBe(true);
    expect(["Enter", "F1", "Process", "Dead"].some(isCharacter)).toBe(false);
  });
});
