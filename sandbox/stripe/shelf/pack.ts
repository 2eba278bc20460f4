import { zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** What a shelf knows of its rows without a look at them. */
export type Facts<Row> = {
  /** Nothing will change it by itself any more. */
  readonly isSettled: (row: Row) => boolean;
  /** Milliseconds since 1970, on the sandbox's clock. */
  readonly bornMs: (row: Row) => number;
  /** What a search may ask for: the type of an event. */
  readonly kind: (row: Row) => string;
  /** How long a row is kept once it is packed. */
  readonly keepMs: number;
};

/** Rows one after the other as compressed lines of JSON: a twentieth of their JSON. */
export type Pack = {
  bytes: Uint8Array;
  count: number;
  /** A number for each id, ascending: whether an id can be in here. */
  marks: Uint32Array;
  kinds: Set<string>;
  /** The oldest and the newest of them. */
  fromMs: number;
  toMs: number;
};

export function packRows<Row extends { id: string }>(
  rows: readonly Row[],
  facts: Facts<Row>,
): Pack {
  const born = rows.map(facts.bornMs);
  const text = rows.map((row) => JSON.stringify(row)).join("\n");
  return {
    // A copy of its own size: what zlib gives is the beginning of a buffer of 128 KB.
    bytes: new Uint8Array(zstdCompressSync(text)),
    count: rows.length,
    marks: Uint32Array.from(rows, ({ id }) => markOf(id)).sort(),
    kinds: new Set(rows.map(facts.kind)),
    fromMs: Math.min(...born),
    toMs: Math.max(...born),
  };
}

export function linesOf(pack: Pack): string[] {
  return zstdDecompressSync(pack.bytes).toString("utf8").split("\n");
}

/** Whoever reads one row mostly wants its neighbours next. */
let opened: { pack: Pack; rows: unknown[] } | null = null;

/** The rows of a pack, oldest first, to read and not to change. */
export function unpack<Row>(pack: Pack): Row[] {
  if (opened?.pack !== pack) {
    opened = { pack, rows: linesOf(pack).map((line) => JSON.parse(line) as unknown) };
  }
  return opened.rows as Row[];
}

/** Two ids can have one mark: the rows themselves decide. */
export function mayHold({ marks }: Pack, mark: number): boolean {
  let from = 0;
  let to = marks.length;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((marks[middle] ?? 0) < mark) from = middle + 1;
    else to = middle;
  }
  return marks[from] === mark;
}

/** FNV-1a. */
export function markOf(id: string): number {
  let mark = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) {
    mark = Math.imul(mark ^ id.charCodeAt(at), 0x01000193);
  }
  return mark >>> 0;
}
