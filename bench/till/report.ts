import { keepLine, loadNow } from "../support/saved-lines.ts";

/** What each metric may be at most, in milliseconds; tasks are counted, memory is a ratio. */
export const goals = {
  cold: 3_000,
  paint: 50,
  "paint/long-tasks": 0,
  scan: 80,
  tender: 100,
  memory: 1.1,
  "paint/sales-50000": 50,
  "paint/products-100000": 50,
  "paint/lines-500": 50,
} as const;

export type Metric = keyof typeof goals;

type Figures = Readonly<Partial<Record<"ours" | "floor" | "ratio", number | null>>> &
  Readonly<Record<string, unknown>>;

/** One JSON line, with the goal and how busy the machine was. */
export function report(metric: Metric, measured: Figures): void {
  const figures = { metric, ours: null, floor: null, ratio: null };
  const { ours, floor, ratio, ...more } = { ...figures, ...measured };
  const line = { metric, ours, floor, ratio, goal: `at most ${goals[metric]}` };
  keepLine(line);
  console.log(JSON.stringify({ ...line, ...more, goal: goals[metric], load: loadNow() }));
}

/** A metric of durations in milliseconds: the 95th percentile beside the floor's. */
export function reportMs(
  metric: Metric,
  { ours, floor }: Readonly<{ ours: readonly number[]; floor: readonly number[] }>,
  more: Readonly<Record<string, unknown>> = {},
): void {
  const ratio = Math.round((p95(ours) / p95(floor)) * 100) / 100;
  const p50 = percentile(ours, 0.5);
  report(metric, { ours: p95(ours), floor: p95(floor), ratio, p50, rounds: ours.length, ...more });
}

export function p95(values: readonly number[]): number {
  return percentile(values, 0.95);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN) * 10) / 10;
}
