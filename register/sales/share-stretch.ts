import type { TaxPart, TaxShare } from "../../ledger/ledger-entry.ts";
import { scaleHalfUp } from "../../contract/rounding.ts";

/** From `beforeMinor` to `afterMinor` of the `paidMinor` that something cost, all taxes in it. */
export type Stretch = Readonly<{ paidMinor: number; beforeMinor: number; afterMinor: number }>;

type Taxed = Pick<TaxShare, "netMinor" | "taxMinor" | "taxes">;

/**
 * The net and the taxes in a stretch of a price. Stretches that follow each other make the whole
 * again, to the cent, in net and in each tax; none holds less than nothing of either, however short.
 */
export function shareOfStretch(whole: Taxed, stretch: Stretch): Taxed {
  const { beforeMinor, afterMinor } = stretch;
  const [taxBefore, taxAfter] = [taxUpTo(beforeMinor), taxUpTo(afterMinor)];
  const taxMinor = taxAfter - taxBefore;
  const netMinor = afterMinor - beforeMinor - taxMinor;
  if (whole.taxes === undefined) return { netMinor, taxMinor };
  const weights = whole.taxes.map((part) => part.taxMinor);
  const [before, after] = [apportion(taxBefore, weights), apportion(taxAfter, weights)];
  const taxes = whole.taxes.map((part, index): TaxPart => ({
    ...part,
    netMinor: stepOf(part.netMinor, stretch),
    taxMinor: (after[index] ?? 0) - (before[index] ?? 0),
  }));
  return { netMinor, taxMinor, taxes };

  function taxUpTo(minor: number): number {
    return stepOf(whole.taxMinor, { ...stretch, beforeMinor: 0, afterMinor: minor });
  }
}

function stepOf(minor: number, { paidMinor, beforeMinor, afterMinor }: Stretch): number {
  if (paidMinor === 0) return 0;
  return scaleHalfUp(minor, afterMinor, paidMinor) - scaleHalfUp(minor, beforeMinor, paidMinor);
}

/**
 * `units` of what the weights are together, told apart by them so that one unit more takes none from
 * any (Webster's method; of equals, the first). Rounding each by itself could give two taxes their
 * cent at once, where only one cent goes back.
 */
function apportion(units: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((total, weight) => total + weight, 0);
  if (all === 0) return weights;
  const given = weights.map((weight) => scaleHalfUp(weight, units, all));
  const claim = (index: number, next: 1 | -1): Claim => ({
    weight: BigInt(weights[index] ?? 0),
    over: 2n * BigInt(given[index] ?? 0) + BigInt(next),
  });
  const indexes = weights.map((_, index) => index);
  let left = units - given.reduce((total, part) => total + part, 0);
  for (; left > 0; left -= 1) {
    const first = indexes.reduce((best, index) =>
      isMore(claim(index, 1), claim(best, 1)) ? index : best,
    );
    given[first] = (given[first] ?? 0) + 1;
  }
  for (; left < 0; left += 1) {
    const holders = indexes.filter((index) => (given[index] ?? 0) > 0);
    const last = holders.reduce((least, index) =>
      isMore(claim(index, -1), claim(least, -1)) ? least : index,
    );
    given[last] = (given[last] ?? 0) - 1;
  }
  return given;
}

/** How much a part weighs for the next unit that it gets, or for the last that it has. */
type Claim = Readonly<{ weight: bigint; over: bigint }>;

function isMore(a: Claim, b: Claim): boolean {
  return a.weight * b.over > b.weight * a.over;
}
