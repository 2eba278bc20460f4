/** So many pieces of one note or coin, worth `minor` each. */
export type Pieces = Readonly<{ minor: number; count: number }>;

/**
 * The fewest notes and coins that make up the change, largest first. Taking the largest that fits
 * is the fewest for every currency in use. What no piece can make up is left out.
 */
export function changePieces(changeMinor: number, piecesMinor: readonly number[]): Pieces[] {
  const largestFirst = [...new Set(piecesMinor)].sort((a, b) => b - a);
  let leftMinor = changeMinor;
  return largestFirst.flatMap((minor) => {
    const count = Math.floor(leftMinor / minor);
    leftMinor -= count * minor;
    return count > 0 ? [{ minor, count }] : [];
  });
}
