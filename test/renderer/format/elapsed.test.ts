import { describe, expect, it } from "vitest";
import {
  formatSeconds,
  formatSpan,
  secondsSince,
  secondsUntil,
  shareOf,
} from "../../../renderer/format/elapsed.ts";

describe("secondsSince", () => {
  it("counts whole seconds that are over", () => {
    expect(secondsSince(1_000, 1_999)).toBe(0);
    expect(secondsSince(1_000, 22_000)).toBe(21);
  });

  it("does not run backwards with a clock that was set back", () => {
    expect(secondsSince(5_000, 1_000)).toBe(0);
  });
});

describe("secondsUntil", () => {
  it("says 1 until the moment itself, then 0", () => {
    expect(secondsUntil(5_000, 4_999)).toBe(1);
    expect(secondsUntil(5_000, 5_000)).toBe(0);
    expect(secondsUntil(5_000, 9_000)).toBe(0);
  });
});

describe("shareOf", () => {
  const span = { fromMs: 1_000, toMs: 3_000 };

  it("stays between nothing and all of it", () => {
    expect(shareOf(span, 0)).toBe(0);
    expect(shareOf(span, 2_000)).toBe(0.5);
    expect(shareOf(span, 9_000)).toBe(1);
  });

  it("is over at once where the span is empty", () => {
    expect(shareOf({ fromMs: 1_000, toMs: 1_000 }, 0)).toBe(1);
  });
});

describe("formatSpan", () => {
  it("uses the largest unit that is whole", () => {
    expect(formatSpan(31)).toBe("31\u00a0s");
    expect(formatSpan(120)).toBe("2\u00a0min");
    expect(formatSpan(3_599)).toBe("59\u00a0min");
    expect(formatSpan(7_300)).toBe("2\u00a0h");
  });
});

describe("formatSeconds", () => {
  it("counts a long wait in seconds, too", () => {
    expect(formatSeconds(119)).toBe("119\u00a0s");
  });
});
