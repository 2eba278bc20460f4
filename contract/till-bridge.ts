import type { Command, Outcome, RegisterEvent } from "./commands.ts";

/**
 * What became of a command that a window's host carried. `lost`: the register ended before it
 * answered, and nobody knows what became of the command.
 */
export type TillReply = Readonly<
  { outcome: Outcome<Command> } | { bug: string } | { lost: "register" }
>;

/** What the till's window hears. After each `hello` the register answers; before it may not. */
export type TillMessage = Readonly<{ hello: "tillside" } | { lost: "register" }> | RegisterEvent;

/** The one thing that the desktop host's preload gives the till's page, as `window.till`. */
export type TillBridge = Readonly<{
  invoke: (command: Command, input: unknown) => Promise<TillReply>;
  /** Hears every message from now on, beginning with `hello` once the register answers. */
  subscribe: (listener: (message: TillMessage) => void) => void;
}>;
