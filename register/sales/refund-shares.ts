import { assert } from "../../contract/assert.ts";
import { rateOf } from "../../contract/tax-rate.ts";
import type { RefundedLine, SoldLine, TaxShare } from "../../ledger/ledger-entry.ts";
import { scaleHalfUp, splitByWeight } from "../../contract/rounding.ts";
import { shareOfStretch, type Stretch } from "./share-stretch.ts";
import { sumClasses } from "../../ledger/day/tax-sums.ts";

/** What goes back for some pieces of a sale: the entry's lines, and the net and tax they hold. */
export type RefundShares = Readonly<{
  lines: readonly RefundedLine[];
  taxes: readonly TaxShare[];
  amountMinor: number;
}>;

type Pieces = Readonly<{ lineId: string; quantity: number }>;

/**
 * Reckons pieces of sold lines, given what went back of them before. Shares are reckoned on all that
 * has gone back so far, less what was given: however a line is split, the parts make the whole, to
 * the cent, in price and in each tax. Asking for more pieces than are left is a bug of the caller.
 */
export function refundShares(
  sold: readonly SoldLine[],
  refunded: readonly RefundedLine[],
  wanted: readonly Pieces[],
): RefundShares {
  const shares = wanted.map(({ lineId, quantity }) => {
    const line = sold.find((one) => one.lineId === lineId);
    assert(line, `${lineId} was not sold`);
    const before = refunded.find((one) => one.lineId === lineId);
    const gone = { quantity: before?.quantity ?? 0, amountMinor: before?.amountMinor ?? 0 };
    return shareOf(line, gone, quantity);
  });
  return sumShares(shares);
}

function sumShares(shares: readonly ReturnType<typeof stepShare>[]): RefundShares {
  const lines = shares.map(({ line }) => line);
  return {
    lines,
    taxes: sumClasses(shares.map(({ share }) => share)),
    amountMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  };
}

/**
 * Reckons a part of the price, spread over the lines by what is left of each; no pieces come back.
 * Asking for more than is left is a bug of the caller.
 */
export function partShares(
  sold: readonly SoldLine[],
  refunded: readonly RefundedLine[],
  partMinor: number,
): RefundShares {
  const goneOf = (lineId: string) =>
    refunded.find((one) => one.lineId === lineId)?.amountMinor ?? 0;
  const left = sold.map((line) => line.netMinor + line.taxMinor - goneOf(line.lineId));
  const parts = splitByWeight(partMinor, left);
  const shares = sold.flatMap((line, index) => {
    const amountMinor = parts[index] ?? 0;
    if (amountMinor === 0) return [];
    const beforeMinor = goneOf(line.lineId);
    return [stepShare(line, { quantity: 0, beforeMinor, afterMinor: beforeMinor + amountMinor })];
  });
  return sumShares(shares);
}

function shareOf(sold: SoldLine, gone: Omit<RefundedLine, "lineId">, quantity: number) {
  const pieces = gone.quantity + quantity;
  assert(pieces <= sold.quantity, `of ${sold.lineId} only ${sold.quantity} were sold`);
  const beforeMinor = gone.amountMinor;
  const dueMinor = scaleHalfUp(sold.netMinor + sold.taxMinor, pieces, sold.quantity);
  return stepShare(sold, { quantity, beforeMinor, afterMinor: Math.max(dueMinor, beforeMinor) });
}

function stepShare(
  sold: SoldLine,
  { quantity, ...moved }: Omit<Stretch, "paidMinor"> & Readonly<{ quantity: number }>,
) {
  const paidMinor = sold.netMinor + sold.taxMinor;
  const { taxCode, lineId } = sold;
  const share: TaxShare = {
    taxCode,
    ...rateOf(sold),
    ...shareOfStretch(sold, { paidMinor, ...moved }),
  };
  return { line: { lineId, quantity, amountMinor: moved.afterMinor - moved.beforeMinor }, share };
}
