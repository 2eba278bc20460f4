import type { WebSocket } from "ws";
import { closeCodes, ToRelay, type FromRelay } from "../../contract/relay-protocol.ts";

export type Goodbye = Readonly<{ close: number; code: string; detail: string }>;

/** A register's socket, speaking in the protocol's messages. */
export type Wire = Readonly<{
  send: (message: FromRelay) => void;
  /** Says why, and closes. */
  leave: (goodbye: Goodbye) => void;
  /** Neither side has left it. */
  isOpen: () => boolean;
}>;

export function openWire(socket: WebSocket): Wire {
  let isLeft = false;
  const send = (message: FromRelay) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
  };
  const leave = ({ close, code, detail }: Goodbye) => {
    if (isLeft) return;
    isLeft = true;
    send({ type: "goodbye", code, detail: detail.slice(0, 200) });
    socket.close(close, code);
  };
  return { send, leave, isOpen: () => !isLeft && socket.readyState === socket.OPEN };
}

export function badMessage(detail: string, code = "bad-message"): Goodbye {
  return { close: closeCodes.badMessage, code, detail };
}

/** Undefined for anything but a message of ours, whole and in its place. */
export function parseFrame(data: Buffer, isBinary: boolean): ToRelay | undefined {
  if (isBinary) return undefined;
  try {
    return ToRelay.safeParse(JSON.parse(data.toString("utf8"))).data;
  } catch {
    return undefined;
  }
}
