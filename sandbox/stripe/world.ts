import { hash } from "node:crypto";
import type { VirtualClock } from "./clock/virtual-clock.ts";
import type { State } from "./state.ts";

/** Milliseconds since 1970, UTC. */
export type Clock = () => number;

export type Mode = "test" | "live";

/** What every room works on: the state, a clock, and a voice for those who watch. */
export type World = {
  /** Which of the two worlds this is: they share nothing. */
  readonly mode: Mode;
  readonly state: State;
  readonly now: Clock;
  /** The hands of that clock. */
  readonly clock: VirtualClock;
  /** Where the sandbox is reached, once it listens: `http://127.0.0.1:12111`. */
  readonly home: { url: string };
  /** While a past is laid down, nobody is told of it: no event is kept. */
  readonly hush: { isOn: boolean };
  /** Told after each change; the reader page redraws. */
  readonly changed: () => void;
  /** Runs work after so many milliseconds, unless the sandbox was closed before. */
  readonly later: (delayMs: number, work: () => void) => void;
  /** Of the readers' own program in a till's page: each with its location, until a restart. */
  readonly connectionTokens: Map<string, string | null>;
  /** Deliveries that were made and not yet handed to the dispatcher. */
  readonly outgoing: string[];
};

/** The request that causes a change, as events name it. */
export type Cause = { readonly requestId: string; readonly idempotencyKey: string | null };

/** Unix seconds: Stripe's unit for every time but a reader's `last_seen_at`. */
export function nowSeconds(world: World): number {
  return Math.floor(world.now() / 1000);
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * The next id with this prefix. It depends on the seed and on how many there were before, on
 * nothing else: a test that replays its calls meets the same ids.
 */
export function newId(world: World, prefix: string, length = 24): string {
  const count = (world.state.idCounts[prefix] ?? 0) + 1;
  world.state.idCounts[prefix] = count;
  const shown = world.mode === "live" ? prefix.replace("_test_", "_live_") : prefix;
  return scramble(`${world.state.seed}/${prefix}/${count}`, length, shown);
}

/** Where strings are put together: pieces that are joined take several times the room for good. */
const scratch = Buffer.alloc(256);

/** So many letters and digits that follow from the text alone, behind a prefix. */
export function scramble(text: string, length: number, prefix = ""): string {
  const digest = hash("sha512", text, "binary");
  const start = scratch.write(prefix, "latin1");
  for (let at = 0; at < length; at += 1) {
    scratch[start + at] = ALPHABET.charCodeAt(digest.charCodeAt(at) % ALPHABET.length);
  }
  return scratch.toString("latin1", 0, start + length);
}

/** Like scramble, in the letters of a serial number. */
export function scrambleHex(text: string, length: number): string {
  return hash("sha512", text, "hex").slice(0, length);
}
