import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import type { Raw } from "../http/form.ts";
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

export type CreatedRange = { isInside: (created: number) => boolean };

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
  if (raw === undefined) return { isInside: () => true };
  if (typeof raw === "string") {
    const exactly = integer().read(raw, at, version);
    return { isInside: (created) => created === exactly };
  }
  const { gt, gte, lt, lte } = hash(rangeFields).read(raw, at, version);
  const above = Math.max(gte ?? -Infinity, (gt ?? -Infinity) + 1);
  const below = Math.min(lte ?? Infinity, (lt ?? Infinity) - 1);
  return { isInside: (created) => created >= above && created <= below };
}

type Listing<Row> = {
  readonly table: Table<Row>;
  readonly url: string;
  /** What an id in a cursor names: "payment_intent". */
  readonly what: string;
  readonly page: PageParams;
  readonly keep: (row: Row) => boolean;
};

/** One page, newest first. `has_more` speaks of the direction that was asked for. */
export function pageOf<Row>(listing: Listing<Row>): Stripe.ApiList<Row> {
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

function older<Row>(listing: Listing<Row>, wanted: number): Row[] {
  const { order } = listing.table;
  const after = listing.page.starting_after;
  const from = after === undefined ? order.length : indexOf(listing, after, "starting_after");
  const found: Row[] = [];
  for (let at = from - 1; at >= 0 && found.length <= wanted; at--) keepRow(listing, at, found);
  return found;
}

function newer<Row>(listing: Listing<Row>, wanted: number): Row[] {
  const { order } = listing.table;
  const from = indexOf(listing, listing.page.ending_before ?? "", "ending_before");
  const found: Row[] = [];
  for (let at = from + 1; at < order.length && found.length <= wanted; at++) {
    keepRow(listing, at, found);
  }
  return found;
}

function keepRow<Row>(listing: Listing<Row>, at: number, found: Row[]): void {
  const row = rowOf(listing.table, listing.table.order[at] ?? "");
  if (listing.keep(row)) found.push(row);
}

function indexOf<Row>(listing: Listing<Row>, id: string, param: string): number {
  if (findRow(listing.table, id) !== undefined) return listing.table.order.lastIndexOf(id);
  throw noSuch(listing.what, id, { param, inPath: false });
}
