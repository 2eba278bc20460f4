import { splitByWeight } from "../../contract/rounding.ts";
import type { RefundedLine, SoldLine } from "../../ledger/ledger-entry.ts";

/**
 * What a voided hold gives back of each line: what it had paid (`minor`, tip apart), spread by what
 * is left of them; pieces only where nothing at all is left then. A sale of several cards may have
 * one of them captured, and the till spreads what it gives back of that one likewise.
 */
export function voidedParts(
  sold: readonly SoldLine[],
  gone: readonly RefundedLine[],
  minor: number,
): RefundedLine[] {
  const lines = sold.map(({ lineId, quantity, netMinor, taxMinor }) => {
    const before = gone.find((one) => one.lineId === lineId) ?? { quantity: 0, amountMinor: 0 };
    const leftMinor = Math.max(0, netMinor + taxMinor - before.amountMinor);
    return { lineId, pieces: quantity - before.quantity, leftMinor };
  });
  const leftMinor = lines.reduce((sum, line) => sum + line.leftMinor, 0);
  const isAll = minor >= leftMinor;
  const shares = splitByWeight(
    Math.min(minor, leftMinor),
    lines.map((line) => line.leftMinor),
  );
  return lines.flatMap(({ lineId, pieces }, index) => {
    const quantity = isAll ? Math.max(0, pieces) : 0;
    const amountMinor = shares[index] ?? 0;
    return quantity === 0 && amountMinor === 0 ? [] : [{ lineId, quantity, amountMinor }];
  });
}
