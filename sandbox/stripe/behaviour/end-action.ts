import type Stripe from "stripe";
import { emit } from "../webhooks/emit.ts";
import type { World } from "../world.ts";
import { sideOf } from "./reader-commands.ts";
import type { ReaderOutcome } from "./reader-side.ts";

type Reader = Stripe.Terminal.Reader;

export function succeed(world: World, reader: Reader): void {
  if (reader.action === null) return;
  reader.action.status = "succeeded";
  emit(world, { type: "terminal.reader.action_succeeded", object: reader, cause: null });
}

export function fail(world: World, reader: Reader, why: { code: string; message: string }): void {
  const { action } = reader;
  if (action === null) return;
  action.status = "failed";
  action.failure_code = why.code;
  action.failure_message = why.message;
  emit(world, { type: "terminal.reader.action_failed", object: reader, cause: null });
}

/**
 * The bank has answered, and nobody may be left to hear it: power lost after it, or the line. Strikes
 * once, and takes the action's end upon itself.
 */
export function isUnheard(
  world: World,
  reader: Reader,
  shown: Omit<Shown, "kind" | "message"> = {},
) {
  const side = sideOf(world, reader.id);
  const trouble = side.nextCard;
  side.nextCard = null;
  if (trouble === "power-lost-after") {
    // Nobody says so: the action stays in progress for ever.
    reader.status = "offline";
    return true;
  }
  if (trouble !== "answer-lost") return false;
  fail(world, reader, { code: "connection_error", message: "Could not connect to Stripe." });
  show(world, reader, { kind: "failed", message: "No connection", ...shown });
  return true;
}

type Shown = Pick<ReaderOutcome, "kind" | "message"> &
  Partial<Pick<ReaderOutcome, "amount" | "currency" | "isCardInserted">>;

/** Puts the outcome on the glass. Without a currency no amount is shown. */
export function show(world: World, reader: Reader, shown: Shown): void {
  const none = { amount: 0, currency: "", isCardInserted: false };
  sideOf(world, reader.id).outcome = { atMs: world.now(), ...none, ...shown };
}
