import { createPreloadTransport } from "./preload.ts";
import { createSocketTransport } from "./socket.ts";
import type { Transport } from "./transport.ts";

/** The desktop window's preload where there is one, else the browser shell's socket. */
export function chooseTransport({ till, location }: Window): Transport {
  if (till !== undefined) return createPreloadTransport(till);
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return createSocketTransport(`${scheme}://${location.host}/bridge`);
}
