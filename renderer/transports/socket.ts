import type { BridgeAnswer, BridgeMessage, BridgeRequest } from "../../contract/bridge.ts";
import type { Command } from "../../contract/commands.ts";
import type { Answer } from "./answer.ts";
import { FIRST_DELAY_MS, nextDelayMs } from "./back-off.ts";
import type { Transport, TransportListener } from "./transport.ts";

type Waiting = Map<number, (answer: Answer<Command>) => void>;

/** Carries commands over the browser shell's socket and connects again whenever it is lost. */
export function createSocketTransport(
  url: string,
  showReader: (port: number) => void = () => undefined,
): Transport {
  const waiting: Waiting = new Map();
  let socket: WebSocket | null = null;
  let isGreeted = false;
  let lastId = 0;
  let delayMs = FIRST_DELAY_MS;

  function connect(listener: TransportListener): void {
    socket = new WebSocket(url);
    socket.addEventListener("message", ({ data }) => {
      receive(JSON.parse(String(data)) as BridgeMessage, listener);
    });
    socket.addEventListener("close", () => {
      lose(listener);
    });
  }

  function receive(message: BridgeMessage, listener: TransportListener): void {
    if ("hello" in message) {
      isGreeted = true;
      delayMs = FIRST_DELAY_MS;
      if (message.readerPort !== null) showReader(message.readerPort);
      listener.onConnected();
    } else if ("event" in message) {
      listener.onEvent(message);
    } else if ("id" in message) {
      settle(waiting, message);
    } else {
      throw new Error(`the till could not read a message: ${message.detail}`);
    }
  }

  /** Nobody knows what became of the calls in flight; each hears so, and the screen asks again. */
  function lose(listener: TransportListener): void {
    isGreeted = false;
    const unanswered = [...waiting.values()];
    waiting.clear();
    for (const answer of unanswered) answer({ ok: false, refusal: "connection-lost" });
    listener.onLost();
    setTimeout(connect, delayMs, listener);
    delayMs = nextDelayMs(delayMs);
  }

  function ask(command: Command, input: unknown): Promise<Answer<Command>> {
    if (socket === null || !isGreeted) {
      return Promise.resolve({ ok: false, refusal: "connection-lost" });
    }
    lastId += 1;
    const request: BridgeRequest = { id: lastId, command, input };
    socket.send(JSON.stringify(request));
    return new Promise((resolve) => waiting.set(request.id, resolve));
  }

  return { start: connect, ask };
}

function settle(waiting: Waiting, answer: BridgeAnswer): void {
  const resolve = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ("outcome" in answer) resolve?.(answer.outcome);
  else resolve?.({ ok: false, refusal: "till-bug", detail: answer.bug });
}
