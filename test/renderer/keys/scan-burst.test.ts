import { describe, expect, it } from "vitest";
import {
  headOf,
  isApartFrom,
  isScanEnd,
  joined,
  nextBurst,
  noBurst,
  readBurst,
  scannedCode,
  usualTuning,
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

describe("headOf", () => {
  const burst = (text: string, lastAtMs: number) => ({ text, physical: text, lastAtMs });
  const whole = (...pieces: string[]) => {
    let head = noBurst;
    pieces.slice(0, -1).forEach((piece, at) => {
      head = headOf(head, burst(piece, at * 100), at * 100 + 90);
    });
    return readBurst(joined(head, burst(pieces.at(-1) ?? "", 900)), "us");
  };

  it("is all of a code that came before a pause, in however many pieces", () => {
    expect(whole("53915", "12340012")).toBe("5391512340012");
    expect(whole("539", "1", "512340012")).toBe("5391512340012");
  });

  it("is nothing of keys that a hand may have pressed", () => {
    expect(whole("3", "x", "5391512340012")).toBe("5391512340012");
  });

  it("is nothing of what stood there before a hand went to the scanner", () => {
    expect(headOf(noBurst, burst("2000", 100), 500)).toBe(noBurst);
  });
});

describe("scannedCode", () => {
  it("knows a scanner by its speed", () => {
    expect(typed(keysOf("5391512340012"), 5)).toBe("5391512340012");
    expect(typed(keysOf("53915123"), 20)).toBe("53915123");
  });

  it("leaves a clerk's typing alone, however long", () => {
    expect(typed(keysOf("5391512340012"), 80)).toBeNull();
  });

  it("is tuned to a slow scanner and to a shop's short codes", () => {
    const tuning = { ...usualTuning, longestGapMs: 90, shortestCode: 4 };
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

  it("reads the keys where an input method takes the characters", () => {
    const taken = keysOf("4006381333931").map((key) => ({ ...key, key: "Process" }));
    expect(typed(taken, 5)).toBe("4006381333931");
    expect(typed([{ ...plain, key: "Process", code: "" }, ...taken], 5)).toBe("4006381333931");
    expect(isScanEnd({ key: "Process", code: "Enter" })).toBe(true);
    expect(isScanEnd({ key: "Process", code: "KeyA" })).toBe(false);
  });

  it("reads the keys where a layout has letters that no barcode has", () => {
    const arabic = { A: "لا", B: "ز", "-": "-" } as const;
    const keys = (["B", "A", "-"] as const).map((sign): ScanKey => {
      const code = sign === "-" ? "Minus" : `Key${sign}`;
      return { ...plain, key: arabic[sign], code, shiftKey: sign !== "-" };
    });
    expect(typed([...keys, ...keysOf("1234567")], 5)).toBe("BA-1234567");
  });

  it("takes the characters of a scanner that is set to a German keyboard", () => {
    const german = [
      { ...keyOf("z"), code: "KeyY" },
      { ...keyOf("-"), code: "Slash" },
    ];
    expect(typed([...german, ...keysOf("123456")], 5)).toBe("z-123456");
  });

  it("passes over AltGr, which scanners hold for signs of some layouts", () => {
    const bracket = { ...plain, key: "]", code: "Digit9" };
    expect(typed([keyOf("AltGraph"), bracket, ...keysOf("C101234")], 5)).toBe("]C101234");
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

describe("readBurst", () => {
  const burst = { text: "z-1+\u001dA", physical: "y/1]\u001dA", lastAtMs: 0 };

  it("reads what is typed or a US keyboard's keys, as it was set", () => {
    expect(readBurst(burst, "typed")).toBe(burst.text);
    expect(readBurst(burst, "us")).toBe(burst.physical);
    expect(readBurst(burst, "detect")).toBe(burst.text);
  });

  it("reads every sign of a GS1 address off a US keyboard's keys", () => {
    const address = "]Q3https://id.gs1.org/01/9506000134352?3103=000195&lot=A%2B_1";
    let read = noBurst;
    Array.from(address).forEach((sign, at) => {
      read = nextBurst(read, { ...plain, key: "ö", ...usKeyOf(sign) }, { atMs: at });
    });
    expect(readBurst(read, "detect")).toBe(address);
  });
});

/** The key of a US keyboard that types a sign, and whether Shift is held. */
function usKeyOf(sign: string): Pick<ScanKey, "code" | "shiftKey"> {
  const digit = ")!@#$%^&*(".indexOf(sign);
  if (digit >= 0) return { code: `Digit${digit}`, shiftKey: true };
  if (/[\da-z]/i.test(sign)) return { code: codeOf(sign), shiftKey: /[A-Z]/.test(sign) };
  const codes = { Minus: "-_", Equal: "=+", Slash: "/?", Period: ".>", Semicolon: ";:" };
  const all = { ...codes, BracketRight: "]}" };
  const [code, pair] = Object.entries(all).find(([, signs]) => signs.includes(sign)) ?? ["", ""];
  return { code, shiftKey: pair.indexOf(sign) === 1 };
}

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
