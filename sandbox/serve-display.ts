import type { WebSocket } from "ws";
import type { CustomerDisplays } from "../contract/display-views.ts";

/** Shows a customer's display the sale for as long as its socket lives. What it says is not read. */
export function serveDisplay(socket: WebSocket, displays: CustomerDisplays): void {
  const stop = displays.follow((view) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(view));
  });
  socket.on("close", stop);
  // `close` follows.
  socket.on("error", () => socket.terminate());
  socket.on("message", () => socket.close(1008));
}
