import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { closingLine, playwrightCounts, vitestCounts, withExit } from "./counts.ts";
import { temporaryFolder } from "./demo.ts";

function report(content: object): string {
  const path = join(temporaryFolder(), "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

describe("withExit", () => {
  it("counts a runner that ends badly without a failed test as one failure", () => {
    const counts = { passed: 3, failed: 0, skipped: 0 };
    expect(withExit(counts, 1)).toEqual({ ...counts, failed: 1 });
    expect(withExit(counts, null)).toEqual({ ...counts, failed: 1 });
    expect(withExit({ ...counts, failed: 2 }, 1)).toEqual({ ...counts, failed: 2 });
    expect(withExit(counts, 0)).toEqual(counts);
  });
});

describe("vitestCounts and playwrightCounts", () => {
  it("read each runner's own report; a flaky test has failed", () => {
    const vitest = report({ numPassedTests: 5, numFailedTests: 1, numPendingTests: 2 });
    expect(vitestCounts(vitest)).toEqual({ passed: 5, failed: 1, skipped: 2 });
    const stats = { expected: 4, unexpected: 1, flaky: 1, skipped: 3 };
    expect(playwrightCounts(report({ stats }))).toEqual({ passed: 4, failed: 2, skipped: 3 });
  });

  it("count nothing where no report was written", () => {
    const missing = join(temporaryFolder(), "missing.json");
    expect(vitestCounts(missing)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(playwrightCounts(missing)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });
});

describe("closingLine", () => {
  it("is plain, and names skipped tests only when there are some", () => {
    expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe("12 passed, 0 failed");
    expect(closingLine({ passed: 1, failed: 2, skipped: 3 })).toBe("1 passed, 2 failed, 3 skipped");
  });
});
