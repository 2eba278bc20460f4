import { loadavg } from "node:os";
import {
  saveResult,
  withEarlier,
  type BenchLine,
  type BenchName,
} from "../../test/support/save-result.ts";

const startedMs = performance.now();
const lines: BenchLine[] = [];

/** Remembers a figure for `saveBench`. */
export function keepLine(line: Omit<BenchLine, "load">): void {
  lines.push({ ...line, load: loadNow() });
}

export function loadNow(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}

/** Keeps what this run has measured, beside what an earlier one has of the rest. */
export async function saveBench(name: BenchName, command: string): Promise<void> {
  const result = withEarlier(name, lines, ({ metric }) => metric);
  await saveResult(name, { command, startedMs, result });
}
