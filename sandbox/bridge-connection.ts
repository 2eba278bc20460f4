import type { WebSocket } from "ws";
import { BridgeRequest, type BridgeMessage } from "../contract/bridge.ts";
import { ok, refuse, type Result } from "../contract/result.ts";
import { answerRequest, type AnswerParts } from "../register/answer-request.ts";
import type { Register } from "../register/register.ts";

export type BridgeDeps = AnswerParts &
  Readonly<{ register: Pick<Register, "onEvent">; readerPort: number | null }>;

/** A page that does not read is cut off; it reloads the whole view when it comes back. */
const MAX_UNREAD_BYTES = 4 * 1024 * 1024;

/** Serves one page for as long as its socket lives: requests in, answers and events out. */
export function serveBridge(socket: WebSocket, deps: BridgeDeps): void {
  const { register, log } = deps;
  const send = (message: BridgeMessage) => {
    if (socket.readyState !== socket.OPEN) return;
    if (socket.bufferedAmount > MAX_UNREAD_BYTES) {
      log.warn("a page does not read its messages; its connection is closed");
      socket.terminate();
      return;
    }
    socket.send(JSON.stringify(message));
  };

  const stopEvents = register.onEvent(send);
  socket.on("close", stopEvents);
  // ws closes the socket itself, with the code that fits: 1009 too big, 1007 not UTF-8.
  socket.on("error", (error) => log.warn("a bridge connection failed", { reason: error.message }));
  socket.on("message", (data, isBinary) => {
    const request = isBinary ? refuse("bad-message", "not text") : readRequest(textOf(data));
    if (request.ok) send(answerRequest(request.value, deps));
    else send({ refused: "bad-message", detail: request.detail ?? "" });
  });
  send({ hello: "tillside", version: 1, readerPort: deps.readerPort });
}

export function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Array.isArray(data)) return Buffer.concat(data).toString("utf8");
  return Buffer.from(data as Buffer).toString("utf8");
}

function readRequest(text: string): Result<BridgeRequest, "bad-message"> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return refuse("bad-message", "not JSON");
  }
  const request = BridgeRequest.safeParse(json);
  if (request.success) return ok(request.data);
  const issue = request.error.issues[0];
  return refuse("bad-message", `${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}
