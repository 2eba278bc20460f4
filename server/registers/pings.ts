import type { WebSocket } from "ws";
import type { After } from "../ports.ts";

/** A socket that answered nothing since the last ping is half open: found within two of these. */
const PING_MS = 10_000;

/** Pings all sockets with one timer, and ends those that do not answer. */
export function createPings(after: After, sockets: Iterable<WebSocket>) {
  const answering = new WeakSet<WebSocket>();
  let cancel = after(PING_MS, pingAll);

  function pingAll(): void {
    for (const socket of sockets) {
      if (!answering.delete(socket)) socket.terminate();
      else socket.ping();
    }
    cancel = after(PING_MS, pingAll);
  }

  function add(socket: WebSocket): void {
    answering.add(socket);
    socket.on("pong", () => answering.add(socket));
  }
  return { add, stop: () => cancel() };
}
