import type Stripe from "stripe";
import { z } from "zod";
import { invalidRequest } from "../api-error.ts";
import { endInputs, timeoutInputs } from "../behaviour/collect-inputs.ts";
import { gestures } from "../behaviour/card-present.ts";
import { cardOnHand } from "../behaviour/live-cards.ts";
import { physicalModels, unpack } from "../behaviour/physical-readers.ts";
import { cancelByCustomer, enterPin, presentCard } from "../behaviour/present-card.ts";
import { logReader, readerOf, sideOf } from "../behaviour/reader-commands.ts";
import { typeCard } from "../behaviour/typed-card.ts";
import { tippingOf } from "../behaviour/tipping.ts";
import { findRow } from "../table.ts";
import type { Dispatcher } from "../webhooks/dispatcher.ts";
import type { World } from "../world.ts";
import type { ReaderView } from "./reader-view.ts";
import { readerView } from "./reader-view.ts";

const AuthorisationMs = z.int().min(0).max(60_000).optional();

export const Present = z.strictObject({
  number: z.string().min(12).max(30).default("4242424242424242"),
  gesture: z.enum(gestures).default("tap"),
  tipMinor: z.int().min(0).max(99_999_999).default(0),
  /** How long the bank takes this once, so that a person sees it; the reader's own time without. */
  authorisationMs: AuthorisationMs,
  /** A person stands there: the chip and the PIN are asked for one after the other. */
  isByHand: z.boolean().default(false),
  /** Whether 01, 02, 03, 05, 55, 65 and 75 at the end of the amount decide, as at Stripe. */
  doesAmountDecide: z.boolean().default(false),
});
export type Present = z.input<typeof Present>;

export const Pin = z.strictObject({
  pin: z.string().regex(/^\d{4,12}$/),
  authorisationMs: AuthorisationMs,
});
export type Pin = z.infer<typeof Pin>;

/** A card that is not there: its details are read out, and typed in on the glass. */
export const TypedCard = z.strictObject({
  number: z.string().min(12).max(30),
  expMonth: z.int().min(1).max(12),
  expYear: z.int().min(0).max(2_999),
  cvc: z.string().max(4).nullable().default(null),
  authorisationMs: AuthorisationMs,
});
export type TypedCard = z.input<typeof TypedCard>;

export const Tip = z.strictObject({ amountMinor: z.int().min(0).max(99_999_999) });

/** One value for each input, null for skipped; without values samples are given. */
export const Inputs = z.strictObject({
  values: z.array(z.string().max(500).nullable()).max(5).optional(),
  /** For each input, how its switches stand; left out, as the shop set them. */
  toggles: z
    .array(z.array(z.enum(["enabled", "disabled"])))
    .max(5)
    .default([]),
  isTimeout: z.boolean().default(false),
});
export type Inputs = z.input<typeof Inputs>;

const Milliseconds = z.int().min(0).max(600_000);

/** How a reader is to behave from now on; what is left out stays. */
export const ReaderChange = z.strictObject({
  isOnline: z.boolean().optional(),
  ackDelayMs: Milliseconds.optional(),
  authorisationMs: Milliseconds.optional(),
  nextCommand: z.enum(["timeout-received", "timeout-lost", "hardware-fault"]).nullish(),
  nextCard: z.enum(["power-lost", "power-lost-after", "answer-lost"]).nullish(),
  busyWith: z.enum(["card-inserted", "updating", "settings"]).nullish(),
});
export type ReaderChange = z.infer<typeof ReaderChange>;

export const Unpack = z.strictObject({ deviceType: z.enum(physicalModels) });

/** What a customer, and whoever stands behind the reader, can do with it. */
export type ReaderControl = {
  readonly reader: (id: string) => ReaderView;
  readonly findReader: (id: string) => ReaderView | null;
  readonly readers: () => ReaderView[];
  readonly setReader: (id: string, change: ReaderChange) => ReaderView;
  readonly present: (id: string, card: Present) => ReaderView;
  readonly enterPin: (id: string, pin: Pin) => ReaderView;
  readonly typeCard: (id: string, card: TypedCard) => ReaderView;
  /** 0 for no tip. */
  readonly chooseTip: (id: string, amountMinor: number) => ReaderView;
  readonly giveInputs: (id: string, inputs: Inputs) => ReaderView;
  readonly cancelByCustomer: (id: string) => ReaderView;
  /** A new reader out of its box: the words on its screen register it. */
  readonly unpackReader: (deviceType: Stripe.Terminal.Reader["device_type"]) => {
    registrationCode: string;
  };
};

export function readerControl(deps: { world: World; dispatcher: Dispatcher }): ReaderControl {
  const { world, dispatcher } = deps;
  function settled(id: string): ReaderView {
    world.changed();
    void dispatcher.sendOutgoing();
    return readerView(world, readerOf(world, id));
  }
  return {
    ...customerControl(world, settled),
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
    unpackReader: (deviceType) => {
      const registrationCode = unpack(world, deviceType);
      world.changed();
      return { registrationCode };
    },
  };
}

type CustomerControl = Pick<
  ReaderControl,
  "present" | "typeCard" | "enterPin" | "chooseTip" | "giveInputs" | "cancelByCustomer"
>;

function customerControl(world: World, settled: (id: string) => ReaderView): CustomerControl {
  return {
    present: (id, card) => {
      const { number, gesture, tipMinor, ...how } = Present.parse(card);
      const presentation = { card: cardOnHand(world, number), gesture, tipMinor };
      presentCard(world, readerOf(world, id), { presentation, cause: null, ...how });
      return settled(id);
    },
    typeCard: (id, card) => {
      const { authorisationMs, expYear, ...details } = TypedCard.parse(card);
      const entry = { ...details, expYear: expYear < 100 ? 2_000 + expYear : expYear };
      typeCard(world, readerOf(world, id), { entry, cause: null, authorisationMs });
      return settled(id);
    },
    enterPin: (id, pin) => {
      enterPin(world, readerOf(world, id), Pin.parse(pin));
      return settled(id);
    },
    chooseTip: (id, amountMinor) => {
      chooseTip(world, readerOf(world, id), Tip.parse({ amountMinor }).amountMinor);
      return settled(id);
    },
    giveInputs: (id, inputs) => {
      const { values, toggles: toggled, isTimeout } = Inputs.parse(inputs);
      const reader = readerOf(world, id);
      if (isTimeout) timeoutInputs(world, reader);
      else
        endInputs(world, reader, { toggled, ...(values === undefined ? {} : { given: values }) });
      return settled(id);
    },
    cancelByCustomer: (id) => {
      cancelByCustomer(world, readerOf(world, id));
      return settled(id);
    },
  };
}

function chooseTip(world: World, reader: Stripe.Terminal.Reader, amountMinor: number): void {
  const side = sideOf(world, reader.id);
  if (tippingOf(world, reader) === null || side.tipMinor !== null || side.isAuthorising) {
    throw invalidRequest("The reader does not ask for a tip.");
  }
  side.tipMinor = amountMinor;
  logReader(world, reader.id, { what: "tip chosen", detail: String(amountMinor) });
}

function setReader(world: World, id: string, change: ReaderChange): void {
  const reader = readerOf(world, id);
  const { isOnline, ...sideChange } = change;
  if (isOnline !== undefined) reader.status = isOnline ? "online" : "offline";
  if (isOnline === true) reader.last_seen_at = world.now();
  const given = Object.entries(sideChange).filter(([, value]) => value !== undefined);
  Object.assign(sideOf(world, id), Object.fromEntries(given));
}
