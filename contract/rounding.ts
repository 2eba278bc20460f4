import { assert } from "./assert.ts";

/**
 * `value × numerator ÷ denominator`, rounded half up away from zero, so that a refund mirrors its
 * sale. Exact for any safe integers, and any big ones: the product is taken in BigInt.
 */
export function scaleHalfUp(
  value: number,
  numerator: number | bigint,
  denominator: number | bigint,
): number {
  assert(denominator > 0, "a share of nothing");
  const product = BigInt(value) * BigInt(numerator);
  const magnitude = product < 0n ? -product : product;
  const divisor = BigInt(denominator);
  const rounded = Number((2n * magnitude + divisor) / (2n * divisor));
  return product < 0n ? -rounded : rounded;
}

/**
 * Splits `whole` over lines by weight: half up per line, the remainder on the last line; where that
 * line cannot bear it (a part stays between 0 and its limit, which is its weight unless said
 * otherwise), the line before it takes the rest. The parts sum to `whole`. Weights are not negative,
 * and `whole` is at most the sum of the limits.
 */
export function splitByWeight(
  whole: number,
  weights: readonly (number | bigint)[],
  limits: readonly number[] = weights.map(Number),
): number[] {
  const sum = weights.reduce<bigint>((total, weight) => total + BigInt(weight), 0n);
  const most = limits.reduce((total, limit) => total + limit, 0);
  assert(whole >= 0 && whole <= most, `cannot split ${whole} over ${most}`);
  const parts = weights.map((weight, index) =>
    sum === 0n ? 0 : Math.min(scaleHalfUp(whole, weight, sum), limits[index] ?? 0),
  );
  let remainder = whole - parts.reduce((total, part) => total + part, 0);
  for (let index = parts.length - 1; remainder !== 0 && index >= 0; index -= 1) {
    const part = parts[index] ?? 0;
    const borne = Math.min(Math.max(part + remainder, 0), limits[index] ?? 0);
    parts[index] = borne;
    remainder -= borne - part;
  }
  return parts;
}

/** The nearest multiple of `step`, half up: what coins can pay. A step of 1 changes nothing. */
export function roundToStep(minor: number, step: number): number {
  return scaleHalfUp(minor, 1, step) * step;
}
