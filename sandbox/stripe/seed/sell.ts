import type Stripe from "stripe";
import { addTip, authorise } from "../behaviour/authorise.ts";
import type { TestCard } from "../behaviour/test-cards.ts";
import { DEFAULT_CARD, findTestCard } from "../behaviour/test-cards.ts";
import { newPaymentIntent } from "../rooms/new-payment-intent.ts";
import { insertRow } from "../table.ts";
import type { World } from "../world.ts";
import { newId } from "../world.ts";
import { newReaderSide } from "../behaviour/reader-side.ts";
import type { Random } from "./random.ts";

const TIP_CHANCE = 0.12;
const DECLINE_CHANCE = 0.02;
const INSERT_CHANCE = 0.15;

/** What people pay with, the frequent ones more than once. */
const numbers = [
  DEFAULT_CARD,
  DEFAULT_CARD,
  "4000056655665556",
  "4000056655665556",
  "4000056655665556",
  "5555555555554444",
  "5555555555554444",
  "5200828282828210",
  "5200828282828210",
  "378282246310005",
] as const;

export type Counter = { reader: Stripe.Terminal.Reader; cards: [TestCard, ...TestCard[]] };

/** A shop with one reader on its counter. */
export function makeCounter(world: World): Counter {
  const location: Stripe.Terminal.Location = insertRow(world.state.locations, {
    id: newId(world, "tml_"),
    object: "terminal.location",
    address: {
      city: "Galway",
      country: "IE",
      line1: "1 Quay",
      line2: null,
      postal_code: "H91",
      state: null,
    },
    display_name: "Quayside",
    livemode: false,
    metadata: {},
  });
  const id = newId(world, "tmr_");
  world.state.readerSides[id] = newReaderSide();
  const reader: Stripe.Terminal.Reader = insertRow(world.state.readers, {
    id,
    object: "terminal.reader",
    action: null,
    device_sw_version: "2.37.2.0",
    device_type: "simulated_wisepos_e",
    ip_address: "0.0.0.0",
    label: "Counter",
    last_seen_at: world.now(),
    livemode: false,
    location: location.id,
    metadata: {},
    serial_number: `simulated-wpe-${id}`,
    status: "online",
  });
  const [first, ...rest] = numbers.map(cardNumbered);
  if (first === undefined) throw new Error("no cards");
  return { reader, cards: [first, ...rest] };
}

function cardNumbered(number: string): TestCard {
  const card = findTestCard(number);
  if (card === undefined) throw new Error(`no test card ${number}`);
  return card;
}

/** One customer at the counter: a coffee mostly, a week's shopping at times. */
export function sell(world: World, { reader, cards }: Counter, random: Random): void {
  const amount = random.isHit(0.7) ? random.between(220, 1_450) : random.between(1_450, 6_800);
  const nth = world.state.paymentIntents.order.length + 1;
  const made = newPaymentIntent(world, {
    amount,
    currency: "eur",
    allowed_payment_method_types: ["card_present"],
    capture_method: "automatic",
    metadata: new Map([["sale", `sale_${nth}`]]),
  });
  const intent = insertRow(world.state.paymentIntents, made);
  const gesture = random.isHit(INSERT_CHANCE) ? "insert" : "tap";
  if (random.isHit(DECLINE_CHANCE)) {
    const card = cardNumbered("4000000000009995");
    const presentation = { card, gesture, tipMinor: 0 } as const;
    authorise(world, intent, { presentation, reader, cause: null });
  }
  const tipMinor = random.isHit(TIP_CHANCE) ? Math.round(amount / 10) : 0;
  addTip(intent, tipMinor);
  const presentation = { card: random.oneOf(cards), gesture, tipMinor } as const;
  authorise(world, intent, { presentation, reader, cause: null });
}
