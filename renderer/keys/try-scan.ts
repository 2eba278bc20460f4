import {
  nextBurst,
  noBurst,
  readBurst,
  scannedCode,
  type Burst,
  type ScanKey,
  type ScanTuning,
} from "./scan-burst.ts";

/** A key and when it was pressed, in milliseconds of any clock. */
export type TimedKey = Readonly<{ pressed: ScanKey; atMs: number }>;

/** A scan that was tried: what came, and what the till makes of it. */
export type TriedScan = Readonly<{
  /** What the till would look for. */
  code: string;
  /** Why it is not taken for a scan; null where it is. */
  why: "slow" | "short" | null;
  /** As this layout types it, and as a US keyboard does. */
  typed: string;
  us: string;
  /** Between two signs, or the last one and Enter. */
  longestGapMs: number;
}>;

/** What the till makes of a run of keys that Enter closed; null where nothing was typed. */
export function tryScan(
  keys: readonly TimedKey[],
  enterAtMs: number,
  tuning: ScanTuning,
): TriedScan | null {
  // Any pause inside it is told, however slow the scanner is.
  const states = burstsOf(keys, { ...tuning, longestGapMs: Number.POSITIVE_INFINITY });
  const whole = states.at(-1) ?? noBurst;
  if (whole.text === "") return null;
  const code = readBurst(whole, tuning.keys);
  const taken = scannedCode(burstsOf(keys, tuning).at(-1) ?? noBurst, enterAtMs, tuning);
  return {
    code,
    why: taken === code ? null : whyNot(whole, tuning),
    typed: whole.text,
    us: whole.physical,
    longestGapMs: longestGap([...states.map(({ lastAtMs }) => lastAtMs), enterAtMs]),
  };
}

function burstsOf(keys: readonly TimedKey[], tuning: ScanTuning): readonly Burst[] {
  let burst = noBurst;
  return keys.map(({ pressed, atMs }) => (burst = nextBurst(burst, pressed, { atMs, tuning })));
}

function whyNot({ text }: Burst, { shortestCode }: ScanTuning): "slow" | "short" {
  return text.length < shortestCode ? "short" : "slow";
}

/** A key that is no sign leaves the time as it was; one before the first sign has none. */
function longestGap(times: readonly number[]): number {
  const signs = times.filter((atMs) => atMs !== noBurst.lastAtMs);
  return Math.round(Math.max(...signs.map((atMs, at) => atMs - (signs[at - 1] ?? atMs))));
}
