import { z } from "zod";
import type { Command, Outcome, RegisterEvent } from "./commands.ts";

/** The till window's messages over a carrier that is a byte stream: the browser shell's socket. */
export const BridgeRequest = z.strictObject({
  id: z.int().min(1),
  command: z.string().max(100),
  input: z.unknown(),
});
export type BridgeRequest = z.infer<typeof BridgeRequest>;

/** A refusal travels as data; of a bug only its id, the details stay in the log. */
export type BridgeAnswer = Readonly<
  { id: number; outcome: Outcome<Command> } | { id: number; bug: string }
>;

/**
 * `hello` is the first message of every connection: the register answers from here on. The reader's
 * page stands on a port of its own, so that it is another origin; null where nobody serves it.
 */
export type BridgeMessage =
  | Readonly<{ hello: "tillside"; version: 1; readerPort: number | null }>
  | BridgeAnswer
  | RegisterEvent
  | Readonly<{ refused: "bad-message"; detail: string }>;
