import type { WebSocket } from "ws";
import { BridgeRequest, type BridgeAnswer, type BridgeMessage } from "../contract/bridge.ts";
import type { Who } from "../contract/commands.ts";
import { ok, refuse, type Result } from "../contract/result.ts";
import type { Logger } from "../register/ports.ts";
import type { Register } from "../register/register.ts";

export type BridgeDeps = Readonly<{
  register: Pick<Register, "handle" | "onEvent">;
  /** Fixed by the carrier: no message can claim to be somebody else. */
  who: Who;
  log: Logger;
  newBugId: () => string;
}>;

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
    if (request.ok) send(answerTo(request.value, deps));
    else send({ refused: "bad-message", detail: request.detail ?? "" });
  });
  send({ hello: "tillside", version: 1 });
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
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

/** A bug crosses as its id alone: what went wrong inside is for the log. */
function answerTo({ id, command, input }: BridgeRequest, deps: BridgeDeps): BridgeAnswer {
  const { register, who, log, newBugId } = deps;
  try {
    return { id, outcome: register.handle(who, command, input) };
  } catch (error) {
    const bug = newBugId();
    const stack = error instanceof Error ? error.stack : String(error);
    log.error("a command met a bug", { bug, command, stack });
    return { id, bug };
  }
}
