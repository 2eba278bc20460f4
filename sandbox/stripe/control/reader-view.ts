import type Stripe from "stripe";
import { awaitedIntentId } from "../behaviour/present-card.ts";
import type { ReaderLogLine, ReaderOutcome } from "../behaviour/reader-side.ts";
import { sideOf } from "../behaviour/reader-commands.ts";
import { rowOf } from "../table.ts";
import type { World } from "../world.ts";

type Cart = Stripe.Terminal.Reader.Action.SetReaderDisplay.Cart;

/** What the glass shows. */
export type ReaderScreen =
  | { kind: "off" }
  | { kind: "splash" }
  | { kind: "cart"; cart: Cart }
  | { kind: "present-card"; amount: number; currency: string; mayCancel: boolean }
  | { kind: "authorising"; amount: number; currency: string }
  | ({ kind: "outcome" } & { outcome: ReaderOutcome });

/** Everything the reader page draws. */
export type ReaderView = {
  id: string;
  label: string;
  deviceType: string;
  softwareVersion: string;
  shopName: string;
  nowMs: number;
  screen: ReaderScreen;
  log: ReaderLogLine[];
  nextCard: "power-lost" | "answer-lost" | null;
  busyWith: "card-inserted" | "updating" | null;
  areDeliveriesPaused: boolean;
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
    busyWith: side.busyWith,
    areDeliveriesPaused: world.state.areDeliveriesPaused,
    faultTags: world.state.faults.flatMap(({ tag }) => (tag === undefined ? [] : [tag])),
  });
}

function screenOf(world: World, reader: Stripe.Terminal.Reader): ReaderScreen {
  const side = sideOf(world, reader.id);
  if (reader.status === "offline") return { kind: "off" };
  const intentId = awaitedIntentId(reader);
  if (intentId !== null) return paymentScreen(world, reader, intentId);
  const cart = reader.action?.set_reader_display?.cart;
  if (cart) return { kind: "cart", cart };
  return side.outcome === null ? { kind: "splash" } : { kind: "outcome", outcome: side.outcome };
}

function paymentScreen(
  world: World,
  reader: Stripe.Terminal.Reader,
  intentId: string,
): ReaderScreen {
  const { amount, currency } = rowOf(world.state.paymentIntents, intentId);
  if (sideOf(world, reader.id).isAuthorising) return { kind: "authorising", amount, currency };
  const config = reader.action?.process_payment_intent?.process_config;
  const mayCancel = config?.enable_customer_cancellation === true;
  return { kind: "present-card", amount, currency, mayCancel };
}
