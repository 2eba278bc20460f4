import { ToReaderWindow, type ReaderDoor } from "../../contract/reader-window.ts";
import { FIRST_DELAY_MS, nextDelayMs } from "../transports/back-off.ts";

/**
 * The door where the host is the browser shell: a socket that opens again whenever it is lost. What
 * is said meanwhile is lost, too; a `hello` then asks how things stand.
 */
export function openSocketDoor(url: string): ReaderDoor {
  let socket: WebSocket | null = null;
  let delayMs = FIRST_DELAY_MS;

  function connect(listener: (message: ToReaderWindow) => void): void {
    socket = new WebSocket(url);
    socket.addEventListener("message", ({ data }) => {
      delayMs = FIRST_DELAY_MS;
      listener(ToReaderWindow.parse(JSON.parse(String(data))));
    });
    socket.addEventListener("close", () => {
      setTimeout(connect, delayMs, listener);
      delayMs = nextDelayMs(delayMs);
    });
  }

  return {
    send: (message) => {
      if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: connect,
  };
}
