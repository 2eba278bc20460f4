import type Stripe from "stripe";
import { invalidRequest, noSuch } from "../api-error.ts";
import { findRow } from "../table.ts";
import type { World } from "../world.ts";
import type { ReaderLogLine, ReaderSide } from "./reader-side.ts";
import { newReaderSide } from "./reader-side.ts";

const LOG_LENGTH = 20;

export function sideOf(world: World, readerId: string): ReaderSide {
  const side = world.state.readerSides[readerId];
  if (side !== undefined && "prompt" in side) return side;
  // A kept state may come from before readers asked for tips and PINs.
  const made = { ...newReaderSide(), ...(side as Partial<ReaderSide> | undefined) };
  world.state.readerSides[readerId] = made;
  return made;
}

export function readerOf(world: World, id: string): Stripe.Terminal.Reader {
  const reader = findRow(world.state.readers, id);
  if (reader !== undefined) return reader;
  throw noSuch("terminal.reader", id, { param: "reader", inPath: true });
}

export function logReader(world: World, readerId: string, line: Omit<ReaderLogLine, "atMs">): void {
  const side = sideOf(world, readerId);
  side.log = [{ atMs: world.now(), ...line }, ...side.log].slice(0, LOG_LENGTH);
}

const said = {
  offline:
    "Reader is currently offline, please ensure the reader is powered on and connected to the internet before retrying your request. Reference the integration guide for details on how to handle this error.",
  busy: "Reader is currently busy processing another request, please reference the integration guide at https://stripe.com/docs/terminal/payments/collect-card-payment for details on how to handle this error.",
  timeout:
    "There was a timeout when sending this command to the reader. You may retry this request.",
  fault: "The reader reported a hardware fault. Restart the reader and try again.",
};

/**
 * Gives the reader a command. It refuses while it is off or busy; what it has not begun to
 * authorise it lets go. A time-out may come although the reader got the command: then `act` has run.
 */
export function command(world: World, reader: Stripe.Terminal.Reader, act: () => void): number {
  const side = sideOf(world, reader.id);
  if (reader.status === "offline") throw trouble("terminal_reader_offline", said.offline);
  if (side.isAuthorising || side.busyWith !== null) {
    throw trouble("terminal_reader_busy", said.busy);
  }
  const next = side.nextCommand;
  side.nextCommand = null;
  if (next === "timeout-lost") throw trouble("terminal_reader_timeout", said.timeout);
  if (next === "hardware-fault") throw trouble("terminal_reader_hardware_fault", said.fault);
  act();
  if (next === "timeout-received") throw trouble("terminal_reader_timeout", said.timeout);
  reader.last_seen_at = world.now();
  return side.ackDelayMs;
}

type Started = Omit<
  Stripe.Terminal.Reader.Action,
  "api_error" | "failure_code" | "failure_message" | "status"
>;

/** Takes the place of whatever the reader did before; a card that was read is forgotten. */
export function startAction(world: World, reader: Stripe.Terminal.Reader, started: Started): void {
  clearGlass(world, reader);
  reader.action = {
    api_error: null,
    failure_code: null,
    failure_message: null,
    status: "in_progress",
    ...started,
  };
}

/** Nothing is asked of the customer any more. */
export function clearGlass(world: World, reader: Stripe.Terminal.Reader): void {
  Object.assign(sideOf(world, reader.id), { outcome: null, prompt: null, tipMinor: null });
}

function trouble(code: string, message: string): Error {
  return invalidRequest(message, { code });
}
