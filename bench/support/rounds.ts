import { fork } from "node:child_process";

/**
 * What one mode did in one round: operations per second, per second of this process's own work
 * (which other programs on the machine do not slow), and single durations in milliseconds.
 */
export type Measured = Readonly<{
  perSecond: number;
  perCpuSecond: number;
  p50Ms: number;
  p99Ms: number;
}>;

/** The first calls of a mode warm its code and its file up, and are not timed. */
export const WARM_UP = 500;

/** Times `count` calls of `act` after the warm-up; runs inside the child process of one mode. */
export function measure(
  count: number,
  act: (index: number) => void,
  warmUp: number = WARM_UP,
): Measured {
  for (let index = 0; index < warmUp; index += 1) act(index);
  const durations: number[] = [];
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  for (let index = warmUp; index < warmUp + count; index += 1) {
    const from = performance.now();
    act(index);
    durations.push(performance.now() - from);
  }
  const elapsedMs = performance.now() - startedAt;
  const { user, system } = process.cpuUsage(cpuBefore);
  durations.sort((a, b) => a - b);
  const at = (share: number) => durations[Math.floor((durations.length - 1) * share)] ?? 0;
  return {
    perSecond: (count * 1_000) / elapsedMs,
    perCpuSecond: (count * 1_000_000) / (user + system),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}

/**
 * Runs every mode in a fresh process each round, the order rotated, so that a disk that changes its
 * speed meets them all alike (design: ratios within one run, the median of the rounds).
 */
export async function runRounds<Mode extends string, Result = Measured>(
  program: string,
  modes: readonly Mode[],
  rounds: number,
): Promise<Readonly<Record<Mode, readonly Result[]>>> {
  const results = Object.fromEntries(modes.map((mode) => [mode, [] as Result[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (let turn = 0; turn < modes.length; turn += 1) {
      const mode = modes[(turn + round) % modes.length];
      if (mode !== undefined) results[mode]?.push(await runMode<Result>(program, mode));
    }
  }
  return results as Record<Mode, Result[]>;
}

function runMode<Result>(program: string, mode: string): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(program, [mode]);
    let measured: Result | undefined;
    child.on("message", (message) => (measured = message as Result));
    child.on("error", reject);
    child.on("exit", (code) => {
      if (measured === undefined) reject(new Error(`${mode} ended with ${code ?? "a signal"}`));
      else resolve(measured);
    });
  });
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The median of the ratios of each round. */
export function medianRatio(
  ours: readonly Measured[],
  floor: readonly Measured[],
  rate: "perSecond" | "perCpuSecond" = "perSecond",
): number {
  return median(ours.map((run, round) => run[rate] / (floor[round]?.[rate] ?? Number.NaN)));
}

/** One line of a benchmark's output (design/quality.md). */
export function printMetric(
  line: Readonly<{
    metric: string;
    ours: number;
    floor: number;
    ratio: number;
    goal: string;
    rounds: number;
    note?: string;
  }>,
): void {
  const round = (value: number) => Number(value.toPrecision(4));
  const { ours, floor, ratio, ...rest } = line;
  const figures = { ours: round(ours), floor: round(floor), ratio: round(ratio) };
  process.stdout.write(`${JSON.stringify({ ...rest, ...figures })}\n`);
}

/** A line for what cannot be measured on this machine, with the reason. */
export function printSkipped(metric: string, why: string): void {
  process.stdout.write(`${JSON.stringify({ metric, skipped: why })}\n`);
}
