import type { State } from "../state.ts";
import type { World } from "../world.ts";
import type { Facts } from "./pack.ts";
import type { Shelf } from "./shelf.ts";
import { forgetBefore, putOnShelf } from "./shelf.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

export type ShelfName = "events" | "deliveries" | "keptAnswers";
type RowOn<Name extends ShelfName> = State[Name] extends Shelf<infer Row> ? Row : never;

/** Stripe shows events for thirty days, and knows an idempotency key for one. */
export const shelfFacts: { readonly [Name in ShelfName]: Facts<RowOn<Name>> } = {
  events: {
    isSettled: () => true,
    bornMs: ({ created }) => created * 1000,
    kind: ({ type }) => type,
    keepMs: 30 * DAY_MS,
  },
  deliveries: {
    isSettled: ({ state }) => state !== "pending",
    bornMs: ({ madeAtMs }) => madeAtMs,
    kind: ({ eventType }) => eventType,
    keepMs: 30 * DAY_MS,
  },
  keptAnswers: {
    isSettled: ({ answer }) => answer !== null,
    bornMs: ({ atMs }) => atMs,
    kind: () => "",
    keepMs: DAY_MS,
  },
};

export function isShelfName(key: string): key is ShelfName {
  return Object.hasOwn(shelfFacts, key);
}

/** Puts a row on one of the shelves, and forgets what is too old to be asked for. */
export function shelve<Name extends ShelfName>(
  world: World,
  name: Name,
  row: RowOn<Name>,
): RowOn<Name> {
  const { shelf, facts } = shelfOf(world.state, name);
  forgetBefore(shelf, facts, world.now() - facts.keepMs);
  putOnShelf(shelf, row as Keyed, facts);
  return row;
}

/** A row of a kept state, in the order of its making. */
export function putBack(state: Partial<State>, name: ShelfName, row: unknown): void {
  const { shelf, facts } = shelfOf(state, name);
  putOnShelf(shelf, row as Keyed, facts);
}

type Keyed = { id: string };

/** Whichever it is: shelf, facts and rows of one name belong together. */
function shelfOf(state: Partial<State>, name: ShelfName) {
  return {
    shelf: state[name] as unknown as Shelf<Keyed>,
    facts: shelfFacts[name] as unknown as Facts<Keyed>,
  };
}
