import type { Logger } from "../ports.ts";
import type { OpenSocket, RelaySocket, RelaySocketEvents } from "./relay-socket.ts";

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

export type ReconnectingSocket = ReturnType<typeof createReconnectingSocket>;

/** Keeps one socket open: after a loss it tries again, at longer and longer intervals. */
export function createReconnectingSocket(
  { openSocket, log }: Readonly<{ openSocket: OpenSocket; log: Logger }>,
  events: Readonly<{ open: () => void; message: (text: string) => void; close: () => void }>,
) {
  let socket: RelaySocket | null = null;
  let isStopped = true;
  let retryMs = FIRST_RETRY_MS;
  let retryTimer: NodeJS.Timeout | undefined;

  const onClose: RelaySocketEvents["close"] = (reason) => {
    socket = null;
    // After a stop nobody listens: the database may be closed already.
    if (isStopped) return;
    events.close();
    log.info("the relay is not connected", { reason, retryMs });
    retryTimer = setTimeout(connect, retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };

  function connect(): void {
    socket = openSocket({ open: events.open, message: events.message, close: onClose });
  }

  return {
    send: (text: string): boolean => socket?.send(text) ?? false,
    /** What came cannot be used: hangs up, and waits the longest pause before the next try. */
    distrust(): void {
      retryMs = LAST_RETRY_MS;
      socket?.close();
    },
    /** The peer is the right one: the next loss is tried again at once. */
    trust(): void {
      retryMs = FIRST_RETRY_MS;
    },
    start: (): void => {
      isStopped = false;
      connect();
    },
    stop: (): void => {
      isStopped = true;
      clearTimeout(retryTimer);
      socket?.close();
    },
  };
}
