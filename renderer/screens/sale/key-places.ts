export type Place = Readonly<{ row: number; column: number }>;

/** Rows and columns of the smallest screen; each larger one is built around this block. */
const BLOCKS = [
  { rows: 4, columns: 4 },
  { rows: 4, columns: 6 },
] as const;

/**
 * Where the keys of a page go, first key first. Bigger screens add columns and rows around the
 * first four by four, so that a key keeps its place and a clerk's hand finds it on any till.
 */
export function keyPlaces(rows: number, columns: number): Place[] {
  const isInside = (place: Place, block: Readonly<{ rows: number; columns: number }>) =>
    place.row <= block.rows && place.column <= block.columns;
  const blockOf = (place: Place) => {
    const index = BLOCKS.findIndex((block) => isInside(place, block));
    return index === -1 ? BLOCKS.length : index;
  };
  const places = Array.from({ length: rows * columns }, (_, index) => ({
    row: Math.floor(index / columns) + 1,
    column: (index % columns) + 1,
  }));
  // The sort is stable: inside a block the keys run row by row.
  return places.sort((a, b) => blockOf(a) - blockOf(b));
}
