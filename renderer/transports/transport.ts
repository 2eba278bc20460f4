import type { Command, RegisterEvent } from "../../contract/commands.ts";
import type { Answer } from "./answer.ts";

/** What a carrier reports by itself. */
export type TransportListener = Readonly<{
  /** The register answers from here on; what happened before may have been missed. */
  onConnected: () => void;
  onLost: () => void;
  onEvent: (event: RegisterEvent) => void;
}>;

/** A way to the register: the browser shell's socket, or a window's preload bridge. */
export type Transport = Readonly<{
  start: (listener: TransportListener) => void;
  ask: (command: Command, input: unknown) => Promise<Answer<Command>>;
}>;
