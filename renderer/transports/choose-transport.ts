import type { TillBridge } from "../../contract/till-bridge.ts";
import { createPreloadTransport } from "./preload.ts";
import { showReaderFrame } from "./reader-frame.ts";
import { createSocketTransport } from "./socket.ts";
import type { Transport } from "./transport.ts";

/** The desktop host's preload puts `till` there; a browser has none. */
type TillWindow = Pick<Window, "location"> & Readonly<{ till?: TillBridge }>;

/** The desktop window's preload where there is one, else the browser shell's socket. */
export function chooseTransport({ till, location }: TillWindow): Transport {
  if (till !== undefined) return createPreloadTransport(till);
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return createSocketTransport(`${scheme}://${location.host}/bridge`, showReaderFrame);
}
