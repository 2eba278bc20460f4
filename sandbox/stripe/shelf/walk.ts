import { rowsOf } from "../table.ts";
import type { Pack } from "./pack.ts";
import { markOf, mayHold } from "./pack.ts";
import type { Shelf } from "./shelf.ts";
import { packedRows } from "./shelf.ts";

export type Walk = {
  readonly towards: "older" | "newer";
  /** The row before the first one; without it the walk begins at the end of the shelf. */
  readonly from?: string | undefined;
  /** Packs that hold nothing of what is wanted stay closed. */
  readonly isWorthIt?: (pack: Pack) => boolean;
};

type Keyed = { id: string };

/** The rows of a shelf in one direction, and no more work than is asked for. */
export function* walkShelf<Row extends Keyed>(shelf: Shelf<Row>, walk: Walk): Generator<Row> {
  let isBegun = walk.from === undefined;
  for (const rows of sections(shelf, walk, () => isBegun)) {
    for (const row of rows) {
      if (isBegun) yield row;
      else isBegun = row.id === walk.from;
    }
  }
}

function* sections<Row extends Keyed>(
  shelf: Shelf<Row>,
  { towards, from, isWorthIt = () => true }: Walk,
  isBegun: () => boolean,
): Generator<Row[]> {
  const turn = <Part>(parts: Part[]) => (towards === "older" ? parts.toReversed() : parts);
  const mark = markOf(from ?? "");
  if (towards === "older") yield turn(rowsOf(shelf.recent));
  for (const pack of turn(shelf.packs)) {
    if (isBegun() ? isWorthIt(pack) : mayHold(pack, mark)) yield turn(packedRows(shelf, pack));
  }
  if (towards === "newer") yield rowsOf(shelf.recent);
}
