import { describe, expect, it } from "vitest";
import {
  isApartFrom,
  nextBurst,
  noBurst,
  scannedCode,
  type ScanKey,
} from "../../../renderer/keys/scan-burst.ts";

const plain = { shiftKey: false, ctrlKey: false };
const keyOf = (key: string): ScanKey => ({ ...plain, key, code: codeOf(key) });
const keysOf = (text: string) => Array.from(text, keyOf);

function codeOf(key: string): string {
  if (/^\d$/.test(key)) return `Digit${key}`;
  return /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : key;
}

/** Types each character `gapMs` after the last and answers what Enter then makes of it. */
function typed(keys: readonly ScanKey[], gapMs: number): string | null {
  let atMs = 1_000;
  let burst = noBurst;
  for (const key of keys) {
    atMs += gapMs;
    burst = nextBurst(burst, key, { atMs });
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

  it("is tuned to a slow scanner and to a shop's short codes", () => {
    const tuning = { longestGapMs: 90, shortestCode: 4 };
    let burst = noBurst;
    keysOf("7001").forEach((key, at) => (burst = nextBurst(burst, key, { atMs: at * 80, tuning })));
    expect(scannedCode(burst, 4 * 80, tuning)).toBe("7001");
    expect(scannedCode(burst, 4 * 80)).toBeNull();
  });

  it("leaves a short run alone, however fast: it is cash, or a quantity", () => {
    expect(typed(keysOf("2000"), 1)).toBeNull();
    expect(typed(keysOf("1000000"), 1)).toBeNull();
  });

  it("passes over Shift, which scanners hold for capitals", () => {
    expect(typed([keyOf("A"), keyOf("Shift"), ...keysOf("B1234567")], 5)).toBe("AB1234567");
  });

  it("leaves out a key that was pressed with Alt: it opened the screen that the code goes to", () => {
    const alt = { ...keyOf("1"), altKey: true };
    expect(typed([alt, ...keysOf("5391512340012")], 5)).toBe("5391512340012");
  });

  it("reads the keys where a layout has other signs on them", () => {
    const french = Array.from("4006381333931", (digit): ScanKey => {
      const key = "à&é\"'(-è_ç"[Number(digit)] ?? "";
      return { ...plain, key, code: `Digit${digit}` };
    });
    expect(typed(french, 5)).toBe("4006381333931");
  });

  it("hears the group separator of a GS1 symbol, and goes on", () => {
    const separator: ScanKey = { ...plain, key: "]", code: "BracketRight", ctrlKey: true };
    const keys = [...keysOf("10AB12"), keyOf("Control"), separator, ...keysOf("3103001250")];
    expect(typed(keys, 5)).toBe("10AB12\u001d3103001250");
  });

  it("B33: holds no more than 4,096 characters", () => {
    expect(typed(keysOf("8".repeat(5_000)), 1)).toHaveLength(4_096);
  });

  it("begins anew after any other key", () => {
    expect(typed([...keysOf("12345678"), keyOf("Backspace"), ...keysOf("999")], 5)).toBeNull();
  });

  it("needs Enter at once", () => {
    const burst = keysOf("12345678").reduce(
      (now, key, at) => nextBurst(now, key, { atMs: at * 5 }),
      noBurst,
    );
    expect(scannedCode(burst, 35 + 500)).toBeNull();
  });
});

describe("isApartFrom", () => {
  const burstOf = (text: string) => ({ text, physical: text, lastAtMs: 1_000 });

  it("knows a scan after a clerk's letter by the way of the hand", () => {
    expect(isApartFrom(burstOf("k"), 1_301)).toBe(true);
    expect(isApartFrom(burstOf("k"), 1_290)).toBe(false);
    expect(isApartFrom(noBurst, 1_000)).toBe(true);
  });

  it("never cuts off a code's beginning, however long the machine holds the rest back", () => {
    expect(isApartFrom(burstOf("20047"), 9_000)).toBe(false);
  });
});
