import { describe, expect, it } from "vitest";
import { nextBurst, noBurst, scannedCode } from "../../../renderer/keys/scan-burst.ts";

const keysOf = (text: string) => Array.from(text);

/** Types each character `gapMs` after the last and answers what Enter then makes of it. */
function typed(keys: readonly string[], gapMs: number): string | null {
  let atMs = 1_000;
  let burst = noBurst;
  for (const key of keys) {
    atMs += gapMs;
    burst = nextBurst(burst, key, atMs);
  }
  return scannedCode(burst, atMs + gapMs);
}

describe("scannedCode", () => {
  it("knows a scanner by its speed", () => {
    expect(typed(keysOf("5391512340012"), 5)).toBe("5391512340012");
    expect(typed(keysOf("53915123"), 20)).toBe("53915123");
  });

  it("leaves a clerk's typing alone, however long", () => {
    expect(typed(keysOf("5391512340012"), 80)).toBeNull();
  });

  it("leaves a short run alone, however fast: it is cash, or a quantity", () => {
    expect(typed(keysOf("2000"), 1)).toBeNull();
    expect(typed(keysOf("1000000"), 1)).toBeNull();
  });

  it("passes over Shift, which scanners hold for capitals", () => {
    expect(typed(["A", "Shift", "B", ...keysOf("1234567")], 5)).toBe("AB1234567");
  });

  it("begins anew after any other key", () => {
    expect(typed([...keysOf("12345678"), "Backspace", ...keysOf("999")], 5)).toBeNull();
  });

  it("needs Enter at once", () => {
    const burst = keysOf("12345678").reduce((now, key, at) => nextBurst(now, key, at * 5), noBurst);
    expect(scannedCode(burst, 35 + 500)).toBeNull();
  });
});
