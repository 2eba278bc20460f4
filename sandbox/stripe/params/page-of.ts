import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import type { Raw } from "../http/form.ts";
import type { Pack } from "../shelf/pack.ts";
import type { Shelf } from "../shelf/shelf.ts";
import { findOnShelf } from "../shelf/shelf.ts";
import type { Walk } from "../shelf/walk.ts";
import { walkShelf } from "../shelf/walk.ts";
import type { Table } from "../table.ts";
import { findRow, rowOf } from "../table.ts";
import type { Param } from "./param.ts";
import { hash, integer, optional, text } from "./param.ts";

const pageFields = {
  limit: optional(limit()),
  starting_after: optional(text()),
  ending_before: optional(text()),
};

/** The parameters that every list takes. */
export const pageParams = pageFields;

export type PageParams = {
  readonly limit: number | undefined;
  readonly starting_after: string | undefined;
  readonly ending_before: string | undefined;
};

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 100;

function limit(): Param<number> {
  return {
    read: (raw, at, version) => {
      const value = integer(1).read(raw, at, version);
      if (value <= MAX_LIMIT) return value;
      throw invalidRequest(`This value must be less than or equal to ${MAX_LIMIT}.`, {
        code: "parameter_invalid_integer",
        param: at,
      });
    },
  };
}

export type CreatedRange = {
  isInside: (created: number) => boolean;
  /** Whether something between these two, in milliseconds, can be inside. */
  isNear: (fromMs: number, toMs: number) => boolean;
};

const rangeFields = {
  gt: optional(integer()),
  gte: optional(integer()),
  lt: optional(integer()),
  lte: optional(integer()),
};

/** `created=…` or `created[gte]=…`, in Unix seconds. */
export function createdRange(): Param<CreatedRange> {
  return { read: (raw, at, version) => readRange(raw, at, version) };
}

function readRange(raw: Raw | undefined, at: string, version: string): CreatedRange {
  if (raw === undefined) return rangeOf(-Infinity, Infinity);
  if (typeof raw === "string") {
    const exactly = integer().read(raw, at, version);
    return rangeOf(exactly, exactly);
  }
  const { gt, gte, lt, lte } = hash(rangeFields).read(raw, at, version);
  const above = Math.max(gte ?? -Infinity, (gt ?? -Infinity) + 1);
  const below = Math.min(lte ?? Infinity, (lt ?? Infinity) - 1);
  return rangeOf(above, below);
}

function rangeOf(above: number, below: number): CreatedRange {
  return {
    isInside: (created) => created >= above && created <= below,
    isNear: (fromMs, toMs) => toMs >= above * 1000 && fromMs <= below * 1000,
  };
}

type Keyed = { id: string };

type Listing<Row> = {
  readonly table: Table<Row> | Shelf<Row>;
  readonly url: string;
  /** What an id in a cursor names: "payment_intent". */
  readonly what: string;
  readonly page: PageParams;
  readonly keep: (row: Row) => boolean;
  /** Of a shelf: whether a pack can hold rows to keep. */
  readonly isWorthIt?: (pack: Pack) => boolean;
};

/** One page, newest first. `has_more` speaks of the direction that was asked for. */
export function pageOf<Row extends Keyed>(listing: Listing<Row>): Stripe.ApiList<Row> {
  const { page, url } = listing;
  if (page.starting_after !== undefined && page.ending_before !== undefined) {
    throw invalidRequest(
      "You may only specify one of these parameters: starting_after, ending_before.",
      { code: "parameters_exclusive", param: "ending_before" },
    );
  }
  const wanted = page.limit ?? DEFAULT_LIMIT;
  const found = page.ending_before === undefined ? older(listing, wanted) : newer(listing, wanted);
  const data = found.slice(0, wanted);
  if (page.ending_before !== undefined) data.reverse();
  return { object: "list", url, has_more: found.length > wanted, data };
}

function older<Row extends Keyed>(listing: Listing<Row>, wanted: number): Row[] {
  const after = listing.page.starting_after;
  if (after !== undefined) checkCursor(listing, after, "starting_after");
  return firstOf(listing, { towards: "older", from: after }, wanted);
}

function newer<Row extends Keyed>(listing: Listing<Row>, wanted: number): Row[] {
  const before = listing.page.ending_before ?? "";
  checkCursor(listing, before, "ending_before");
  return firstOf(listing, { towards: "newer", from: before }, wanted);
}

/** One more than wanted where there are more. */
function firstOf<Row extends Keyed>(
  { table, keep, isWorthIt }: Listing<Row>,
  way: Pick<Walk, "towards" | "from">,
  wanted: number,
): Row[] {
  const walk = isWorthIt === undefined ? way : { ...way, isWorthIt };
  const rows = "packs" in table ? walkShelf(table, walk) : walkTable(table, way);
  const found: Row[] = [];
  for (const row of rows) {
    if (keep(row)) found.push(row);
    if (found.length > wanted) break;
  }
  return found;
}

function* walkTable<Row>(
  table: Table<Row>,
  { towards, from }: Pick<Walk, "towards" | "from">,
): Generator<Row> {
  const { order } = table;
  const step = towards === "older" ? -1 : 1;
  const start = from === undefined ? order.length : order.lastIndexOf(from);
  for (let at = start + step; at >= 0 && at < order.length; at += step) {
    yield rowOf(table, order[at] ?? "");
  }
}

function checkCursor<Row extends Keyed>(listing: Listing<Row>, id: string, param: string): void {
  const { table, what } = listing;
  const row = "packs" in table ? findOnShelf(table, id) : findRow(table, id);
  if (row === undefined) throw noSuch(what, id, { param, inPath: false });
}
