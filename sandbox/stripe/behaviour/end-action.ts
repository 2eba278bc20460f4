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

type Shown = Pick<ReaderOutcome, "kind" | "message"> &
  Partial<Pick<ReaderOutcome, "amount" | "currency" | "isCardInserted">>;

/** Puts the outcome on the glass. Without a currency no amount is shown. */
export function show(world: World, reader: Reader, shown: Shown): void {
  const none = { amount: 0, currency: "", isCardInserted: false };
  sideOf(world, reader.id).outcome = { atMs: world.now(), ...none, ...shown };
}
