import { describe, expect, it } from "vitest";
import { keyName } from "../../../renderer/keys/key-name.ts";
import { boundKey, chosenKey, remap } from "../../../renderer/keys/keymap.ts";

describe("the keymap", () => {
  it("leads a chosen key to its action, and the key it left to nothing", () => {
    const keymap = { F12: "Alt+J" };
    expect(chosenKey("F12", keymap)).toBe("Alt+J");
    expect(boundKey("Alt+J", keymap)).toBe("F12");
    expect(boundKey("F12", keymap)).toBeNull();
    expect(boundKey("Alt+1", keymap)).toBe("Alt+1");
  });

  it("gives a key that was left to another action", () => {
    const moved = remap({ F12: "Alt+J" }, "F4", "F12");
    expect(moved).toEqual({ isRefused: false, keymap: { F12: "Alt+J", F4: "F12" } });
    expect(boundKey("F12", { F12: "Alt+J", F4: "F12" })).toBe("F4");
  });

  it("leaves a key to the action it was chosen for, though the house gives it away later", () => {
    expect(boundKey("F11", {})).toBe("F11");
    expect(boundKey("F11", { F12: "F11" })).toBe("F12");
    expect(remap({}, "F12", "F11")).toEqual({ isRefused: true, by: "Drawer" });
  });

  it("takes a letter with Alt by its key, whatever the layout types there", () => {
    const cyrillic = { key: "о", code: "KeyJ", ctrlKey: false, metaKey: false, altKey: true };
    const moved = remap({}, "F12", keyName(cyrillic));
    expect(moved).toEqual({ isRefused: false, keymap: { F12: "Alt+J" } });
    const mac = { ...cyrillic, key: "∆" };
    expect(boundKey(keyName(mac), { F12: "Alt+J" })).toBe("F12");
  });

  it("refuses a key that something has, also the house's key of a moved action in use", () => {
    expect(remap({}, "F12", "F4")).toEqual({ isRefused: true, by: "Quantity" });
    expect(remap({ F12: "Alt+J", F4: "F12" }, "F12", "F12")).toMatchObject({ by: "Quantity" });
    expect(remap({}, "F12", "F1")).toEqual({ isRefused: true, by: "Keys on this screen" });
    expect(remap({}, "F12", "Alt+S")).toMatchObject({ isRefused: true });
  });

  it.each(["X", "7", "Enter", "Escape", "Ctrl+C", "Alt+1", "Delete", "Tab"])(
    "never gives away %s, which fields and screens need",
    (key) => {
      expect(remap({}, "F12", key)).toEqual({ isRefused: true, by: null });
    },
  );

  it("forgets an action's choice when it gets the house's key back", () => {
    expect(remap({ F12: "Alt+J" }, "F12", "F12")).toEqual({ isRefused: false, keymap: {} });
  });
});
