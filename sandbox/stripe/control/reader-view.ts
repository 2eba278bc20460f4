import type Stripe from "stripe";
import { awaitedType, mayCustomerCancel, wantsTypedCard } from "../behaviour/awaited.ts";
import { splashscreenOf } from "../behaviour/reader-configuration.ts";
import type { TipOption } from "../behaviour/tipping.ts";
import { tippingOf } from "../behaviour/tipping.ts";
import type { ReaderLogLine, ReaderOutcome } from "../behaviour/reader-side.ts";
import { sideOf } from "../behaviour/reader-commands.ts";
import { cardsIn } from "../behaviour/live-cards.ts";
import type { TestCard } from "../behaviour/test-cards.ts";
import { testCards } from "../behaviour/test-cards.ts";
import { idOf } from "../id-of.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";

type Cart = Stripe.Terminal.Reader.Action.SetReaderDisplay.Cart;

type Asked = { amount: number; currency: string; mayCancel: boolean };

/** What the glass shows. */
export type ReaderScreen =
  | { kind: "off" }
  | { kind: "splash"; picture?: string }
  | { kind: "cart"; cart: Cart }
  | ({ kind: "tip"; options: TipOption[] } & Asked)
  | ({ kind: "present-card"; purpose: "pay" | "save" | "refund" } & Asked)
  | ({ kind: "type-card"; purpose: "pay" | "save" } & Asked)
  | ({ kind: "insert-card" } & Asked)
  | ({ kind: "pin" } & Asked)
  | { kind: "inputs"; inputs: Stripe.Terminal.Reader.Action.CollectInputs.Input[] }
  | { kind: "authorising"; amount: number; currency: string }
  | ({ kind: "outcome" } & { outcome: ReaderOutcome });

/** Everything the reader page draws. */
export type CardOnHand = { number: string; name: string; brand: string; does: string };

export type ReaderView = {
  id: string;
  label: string;
  deviceType: string;
  softwareVersion: string;
  shopName: string;
  nowMs: number;
  screen: ReaderScreen;
  log: ReaderLogLine[];
  nextCard: "power-lost" | "power-lost-after" | "answer-lost" | null;
  nextCommand: "timeout-received" | "timeout-lost" | "hardware-fault" | null;
  ackDelayMs: number;
  busyWith: "card-inserted" | "updating" | "settings" | null;
  areDeliveriesPaused: boolean;
  /** Every card that can be held out to it. */
  cards: CardOnHand[];
  /** Tags of the faults that wait to strike. */
  faultTags: string[];
};

export function readerView(world: World, reader: Stripe.Terminal.Reader): ReaderView {
  const side = sideOf(world, reader.id);
  return structuredClone({
    id: reader.id,
    label: reader.label,
    deviceType: reader.device_type,
    softwareVersion: reader.device_sw_version ?? "",
    shopName: world.state.account.business_profile?.name ?? "",
    nowMs: world.now(),
    screen: screenOf(world, reader),
    log: side.log,
    nextCard: side.nextCard,
    nextCommand: side.nextCommand,
    ackDelayMs: side.ackDelayMs,
    busyWith: side.busyWith,
    areDeliveriesPaused: world.state.areDeliveriesPaused,
    cards: cardsIn(world, testCards).map(cardOnShow),
    faultTags: world.state.faults.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
  });
}

const asking = {
  "offline-pin": "asks for PIN 1234",
  "online-pin": "asks for a PIN",
  "offline-pin-retry": "after a tap: chip, PIN 1234",
  "online-pin-retry": "after a tap: chip, any PIN",
} as const;

function cardOnShow({ number, name, brand, decline, verification, isSingleMessage }: TestCard) {
  const held = isSingleMessage ? "captured at once" : "approved";
  const does = decline?.declineCode ?? (verification === "none" ? held : asking[verification]);
  return {
    number,
    name,
    brand,
    does: name === "refund_fail" ? "approved; refunds fail later" : does,
  };
}

function screenOf(world: World, reader: Stripe.Terminal.Reader): ReaderScreen {
  const { isAuthorising, outcome } = sideOf(world, reader.id);
  if (reader.status === "offline") return { kind: "off" };
  const type = awaitedType(reader);
  const inputs = reader.action?.collect_inputs?.inputs ?? [];
  if (type === "collect_inputs") return { kind: "inputs", inputs };
  if (type !== null || isAuthorising) return cardScreen(world, reader);
  if (outcome !== null) return { kind: "outcome", outcome };
  return idle(world, reader);
}

function idle(world: World, reader: Stripe.Terminal.Reader): ReaderScreen {
  const cart = reader.action?.set_reader_display?.cart;
  return cart ? { kind: "cart", cart } : splash(world, reader);
}

function splash(world: World, reader: Stripe.Terminal.Reader): ReaderScreen {
  const picture = splashscreenOf(world, reader);
  return { kind: "splash", ...(picture === null ? {} : { picture }) };
}

function cardScreen(world: World, reader: Stripe.Terminal.Reader): ReaderScreen {
  const side = sideOf(world, reader.id);
  const { amount, currency } = sumOf(world, reader);
  const asked = { amount, currency, mayCancel: mayCustomerCancel(reader) };
  if (side.isAuthorising) return { kind: "authorising", amount, currency };
  if (side.prompt?.kind === "pin") return { kind: "pin", ...asked };
  if (side.prompt?.kind === "insert") return { kind: "insert-card", ...asked };
  const options = side.tipMinor === null ? tippingOf(world, reader)?.options : undefined;
  if (options?.length) return { kind: "tip", options, ...asked };
  return wantedCard(reader, asked);
}

function wantedCard(reader: Stripe.Terminal.Reader, asked: Asked): ReaderScreen {
  const purpose = purposeOf(reader);
  const isTyped = purpose !== "refund" && wantsTypedCard(reader);
  return isTyped
    ? { kind: "type-card", purpose, ...asked }
    : { kind: "present-card", purpose, ...asked };
}

function purposeOf({ action }: Stripe.Terminal.Reader): "pay" | "save" | "refund" {
  if (action?.type === "refund_payment") return "refund";
  return action?.type === "process_setup_intent" ? "save" : "pay";
}

/** What is to be paid or given back, with the tip that was chosen, not with one of an attempt before. */
function sumOf({ state }: World, reader: Stripe.Terminal.Reader) {
  const intent = findRow(state.paymentIntents, paidIntentId(reader));
  if (intent === undefined) return refundOf(state, reader);
  const { amount, amount_details: details, currency } = intent;
  const tipMinor = state.readerSides[reader.id]?.tipMinor ?? null;
  const before = details?.tip?.amount ?? 0;
  return { amount: tipMinor === null ? amount : amount - before + tipMinor, currency };
}

function paidIntentId({ action }: Stripe.Terminal.Reader): string {
  const { collect_payment_method: collect, confirm_payment_intent: confirm } = action ?? {};
  return idOf((action?.process_payment_intent ?? collect ?? confirm)?.payment_intent);
}

function refundOf(state: World["state"], { action }: Stripe.Terminal.Reader) {
  const charge = findRow(state.charges, idOf(action?.refund_payment?.charge));
  if (charge === undefined) return { amount: 0, currency: "" };
  const left = charge.amount - charge.amount_refunded;
  return { amount: action?.refund_payment?.amount ?? left, currency: charge.currency };
}
