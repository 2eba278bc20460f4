import { describe, expect, it } from "vitest";
import { usualTuning, type ScanKey } from "../../../renderer/keys/scan-burst.ts";
import { tryScan } from "../../../renderer/keys/try-scan.ts";

const held = { shiftKey: false, ctrlKey: false };

/** A US scanner's `zy-12345` on a German layout, a key every `gapMs`. */
function run(gapMs: number, keys = "yzß12345") {
  const codes = ["KeyZ", "KeyY", "Minus"];
  const pressed = Array.from(keys, (key, at): ScanKey => {
    return { ...held, key, code: codes[at] ?? `Digit${key}` };
  });
  return pressed.map((key, at) => ({ pressed: key, atMs: 1_000 + at * gapMs }));
}

describe("tryScan", () => {
  it("tells both ways to read a scan, its longest pause, and what the till takes", () => {
    const keys = run(10);
    expect(tryScan(keys, 1_082, usualTuning)).toEqual({
      ...{ code: "zy-12345", why: null, typed: "yzß12345", us: "zy-12345" },
      longestGapMs: 12,
    });
    const asTyped = { ...usualTuning, keys: "typed" as const };
    expect(tryScan(keys, 1_082, asTyped)).toMatchObject({ code: "yzß12345", why: null });
  });

  it("says why a run is not taken for a scan", () => {
    expect(tryScan(run(60), 1_480, usualTuning)).toMatchObject({ why: "slow", longestGapMs: 60 });
    const slow = { ...usualTuning, longestGapMs: 80 };
    expect(tryScan(run(60), 1_480, slow)).toMatchObject({ why: null });
    expect(tryScan(run(5, "yzß12"), 1_025, usualTuning)).toMatchObject({ why: "short" });
  });

  it("measures from sign to sign, whatever is held between them, and nothing of nothing", () => {
    const [first, second] = run(30);
    const shift = { pressed: { ...held, key: "Shift", code: "ShiftLeft" }, atMs: 1_015 };
    const keys = [first, shift, second].flatMap((key) => key ?? []);
    expect(tryScan(keys, 1_031, usualTuning)?.longestGapMs).toBe(30);
    expect(tryScan([shift], 1_031, usualTuning)).toBeNull();
  });
});
