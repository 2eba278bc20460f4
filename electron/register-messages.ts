import type { BridgeAnswer, BridgeRequest } from "../contract/bridge.ts";
import type { RegisterEvent } from "../contract/commands.ts";
import type { DisplayView } from "../contract/display-views.ts";
import type { ToReaderWindow } from "../contract/reader-window.ts";
import type { TroubleCode } from "../contract/trouble.ts";
import type { HostEnv } from "../register/host-env.ts";

/**
 * Between the main process and the register's. Both are of one build, so these are typed and not
 * parsed; what a window said inside them is parsed by the register, at its door.
 */
export type ToRegister = Readonly<
  | { start: HostEnv }
  | { request: BridgeRequest }
  /** The reader's page is there (again), or gone. */
  | { readerWindow: "opened" | "closed" }
  | { fromReader: unknown }
  | { stop: true }
>;

export type FromRegister = Readonly<
  | { ready: true }
  | { trouble: Readonly<{ code: TroubleCode; message: string }> }
  | { answer: BridgeAnswer }
  | { told: RegisterEvent }
  | { toReader: ToReaderWindow }
  | { shown: DisplayView }
>;
