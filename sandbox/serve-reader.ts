import type { WebSocket } from "ws";
import type { ReaderWindows } from "../contract/reader-window.ts";
import { textOf } from "./bridge-connection.ts";

/** Carries the reader page's messages for as long as its socket lives; the register parses them. */
export function serveReader(socket: WebSocket, windows: ReaderWindows): void {
  const link = windows.open((message) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  });
  socket.on("close", link.close);
  // `close` follows.
  socket.on("error", () => socket.terminate());
  socket.on("message", (data, isBinary) => {
    const message = isBinary ? undefined : jsonOf(textOf(data));
    if (message === undefined) socket.close(1007);
    else link.receive(message);
  });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not of our page: the caller hangs up.
    return undefined;
  }
}
