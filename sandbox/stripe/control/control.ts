import { z } from "zod";
import { invalidRequest } from "../api-error.ts";
import { gestures } from "../behaviour/card-present.ts";
import { cancelByCustomer, presentCard } from "../behaviour/present-card.ts";
import { readerOf, sideOf } from "../behaviour/reader-commands.ts";
import { findTestCard } from "../behaviour/test-cards.ts";
import type { Fault } from "../faults.ts";
import { NewFault } from "../faults.ts";
import { findRow } from "../table.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import type { Books } from "./books.ts";
import { booksOf } from "./books.ts";
import type { ReaderView } from "./reader-view.ts";
import { readerView } from "./reader-view.ts";

export const Present = z.strictObject({
  number: z.string().min(12).max(30).default("4242424242424242"),
  gesture: z.enum(gestures).default("tap"),
  tipMinor: z.int().min(0).max(99_999_999).default(0),
  /** How long the bank takes this once, so that a person sees it; the reader's own time without. */
  authorisationMs: z.int().min(0).max(60_000).optional(),
});
export type Present = z.input<typeof Present>;

const Milliseconds = z.int().min(0).max(600_000);

/** How a reader is to behave from now on; what is left out stays. */
export const ReaderChange = z.strictObject({
  isOnline: z.boolean().optional(),
  ackDelayMs: Milliseconds.optional(),
  authorisationMs: Milliseconds.optional(),
  nextCommand: z.enum(["timeout-received", "timeout-lost", "hardware-fault"]).nullish(),
  nextCard: z.enum(["power-lost", "answer-lost"]).nullish(),
  busyWith: z.enum(["card-inserted", "updating"]).nullish(),
});
export type ReaderChange = z.infer<typeof ReaderChange>;

/** The hands behind the curtain: what the control API, the reader page and tests may do. */
export type Control = {
  readonly books: () => Books;
  readonly faults: () => Fault[];
  readonly addFault: (fault: NewFault) => Fault;
  /** Without a tag or id, all of them. */
  readonly clearFaults: (tagOrId?: string) => void;
  readonly reader: (id: string) => ReaderView;
  readonly findReader: (id: string) => ReaderView | null;
  readonly readers: () => ReaderView[];
  readonly setReader: (id: string, change: ReaderChange) => ReaderView;
  readonly present: (id: string, card: Present) => ReaderView;
  readonly cancelByCustomer: (id: string) => ReaderView;
  readonly pauseDeliveries: () => void;
  readonly resumeDeliveries: () => Promise<void>;
  readonly flushDeliveries: () => Promise<void>;
  /** Trusts a PEM certificate at https webhook endpoints from now on. */
  readonly trust: (pem: string) => void;
};

export type ControlDeps = {
  readonly world: World;
  readonly dispatcher: Dispatcher;
  readonly trusted: string[];
};

export function createControl(deps: ControlDeps): Control {
  const { world, dispatcher, trusted } = deps;
  const { state } = world;
  return {
    ...readerControl(deps),
    books: () => booksOf(world),
    faults: () => structuredClone(state.faults),
    addFault: (fault) => {
      const added = { ...NewFault.parse(fault), id: newId(world, "fault_", 10) };
      state.faults.push(added);
      world.changed();
      return structuredClone(added);
    },
    clearFaults: (name) => {
      state.faults = state.faults.filter(
        (fault) => name !== undefined && fault.tag !== name && fault.id !== name,
      );
      world.changed();
    },
    pauseDeliveries: () => {
      state.areDeliveriesPaused = true;
      world.changed();
    },
    resumeDeliveries: () => {
      state.areDeliveriesPaused = false;
      world.changed();
      return dispatcher.flush();
    },
    flushDeliveries: () => dispatcher.flush(),
    trust: (pem) => {
      trusted.push(pem);
    },
  };
}

type ReaderControl = Pick<
  Control,
  "reader" | "findReader" | "readers" | "setReader" | "present" | "cancelByCustomer"
>;

function readerControl({ world, dispatcher }: ControlDeps): ReaderControl {
  function settled(id: string): ReaderView {
    world.changed();
    void dispatcher.sendOutgoing();
    return readerView(world, readerOf(world, id));
  }
  return {
    reader: (id) => readerView(world, readerOf(world, id)),
    findReader: (id) => {
      const reader = findRow(world.state.readers, id);
      return reader === undefined ? null : readerView(world, reader);
    },
    readers: () => world.state.readers.order.map((id) => readerView(world, readerOf(world, id))),
    setReader: (id, change) => {
      setReader(world, id, ReaderChange.parse(change));
      return settled(id);
    },
    present: (id, card) => {
      const { number, gesture, tipMinor, authorisationMs } = Present.parse(card);
      const found = findTestCard(number);
      if (found === undefined) throw invalidRequest("That is not a test card.");
      const presentation = { card: found, gesture, tipMinor };
      presentCard(world, readerOf(world, id), { presentation, cause: null, authorisationMs });
      return settled(id);
    },
    cancelByCustomer: (id) => {
      cancelByCustomer(world, readerOf(world, id));
      return settled(id);
    },
  };
}

function setReader(world: World, id: string, change: ReaderChange): void {
  const reader = readerOf(world, id);
  const { isOnline, ...sideChange } = change;
  if (isOnline !== undefined) reader.status = isOnline ? "online" : "offline";
  if (isOnline === true) reader.last_seen_at = world.now();
  const given = Object.entries(sideChange).filter(([, value]) => value !== undefined);
  Object.assign(sideOf(world, id), Object.fromEntries(given));
}
