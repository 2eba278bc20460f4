import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export type Counts = Readonly<{ passed: number; failed: number; skipped: number }>;

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
});
const PlaywrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

const none: Counts = { passed: 0, failed: 0, skipped: 0 };

export function vitestCounts(path: string): Counts {
  if (!existsSync(path)) return none;
  const report = VitestReport.parse(JSON.parse(readFileSync(path, "utf8")));
  const { numPassedTests, numFailedTests, numPendingTests } = report;
  return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
}

export function playwrightCounts(path: string): Counts {
  if (!existsSync(path)) return none;
  const { stats } = PlaywrightReport.parse(JSON.parse(readFileSync(path, "utf8")));
  const { expected, unexpected, flaky, skipped } = stats;
  return { passed: expected, failed: unexpected + flaky, skipped };
}

/**
 * What a runner found, its own exit code included: one that ends badly without a failed test (a
 * file that does not load, an error outside of tests) has failed once.
 */
export function withExit(counts: Counts, exitCode: number | null): Counts {
  const isUnexplained = exitCode !== 0 && counts.failed === 0;
  return isUnexplained ? { ...counts, failed: 1 } : counts;
}

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** The last line of `npm test`, which CI reads. */
export function closingLine({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}
