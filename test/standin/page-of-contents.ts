import type {
  HandlerDetails,
  WebContents,
  WebPreferences,
  WindowOpenHandlerResponse,
} from "electron";
import type { EventEmitter } from "node:events";
import type { CdpSession } from "./cdp.ts";
import type { IpcDouble } from "./ipc-main.ts";
import type { SessionDouble } from "./sessions.ts";
import type { FrameDouble } from "./web-frame.ts";

export type OpenHandler = (details: HandlerDetails) => WindowOpenHandlerResponse;
export type Size = Readonly<{ width: number; height: number }>;

/** What the parts of one web contents share. */
export type Contents = {
  readonly id: number;
  readonly preferences: WebPreferences;
  readonly session: SessionDouble;
  readonly ipc: IpcDouble;
  /** Set as soon as the public object stands. */
  self: EventEmitter & Pick<WebContents, "isDestroyed">;
  frame: FrameDouble;
  targetId: string;
  cdp: CdpSession | null;
  /** The isolated world of the page that is shown, by its unique id; null while there is none. */
  world: string | null;
  /** The address that the app itself asked for; any other document is the page's own doing. */
  expected: string | null;
  load: PromiseWithResolvers<null> | null;
  openHandler: OpenHandler | null;
  isDestroyed: boolean;
  onGone: () => void;
  onShown: () => void;
};
