import { assert } from "../../contract/assert.ts";
import type { RefundedLine, SoldLine, TaxPart, TaxShare } from "../../ledger/ledger-entry.ts";
import { scaleHalfUp, splitByWeight } from "./rounding.ts";
import { sumClasses } from "./tax-sums.ts";

/** What goes back for some pieces of a sale: the entry's lines, and the net and tax they hold. */
export type RefundShares = Readonly<{
  lines: readonly RefundedLine[];
  taxes: readonly TaxShare[];
  amountMinor: number;
}>;

type Pieces = Readonly<{ lineId: string; quantity: number }>;
type Step = Readonly<{ paidMinor: number; beforeMinor: number; afterMinor: number }>;

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
  { quantity, ...moved }: Omit<Step, "paidMinor"> & Readonly<{ quantity: number }>,
) {
  const step = { paidMinor: sold.netMinor + sold.taxMinor, ...moved };
  const amountMinor = step.afterMinor - step.beforeMinor;
  const taxes = sold.taxes?.map((part): TaxPart => {
    const { code, rateBasisPoints, netMinor, taxMinor } = part;
    const [net, tax] = [stepOf(netMinor, step), stepOf(taxMinor, step)];
    return { code, rateBasisPoints, netMinor: net, taxMinor: tax };
  });
  const taxMinor = taxes
    ? taxes.reduce((sum, part) => sum + part.taxMinor, 0)
    : stepOf(sold.taxMinor, step);
  const { taxCode, rateBasisPoints, lineId } = sold;
  const share = { taxCode, rateBasisPoints, netMinor: amountMinor - taxMinor, taxMinor };
  return { line: { lineId, quantity, amountMinor }, share: { ...share, ...(taxes && { taxes }) } };
}

/** The part of `minor` that goes back by this step; all steps together make it whole. */
function stepOf(minor: number, { paidMinor, beforeMinor, afterMinor }: Step): number {
  if (paidMinor === 0) return 0;
  return scaleHalfUp(minor, afterMinor, paidMinor) - scaleHalfUp(minor, beforeMinor, paidMinor);
}
