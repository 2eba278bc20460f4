import { EventEmitter } from "node:events";
import type { Readable, Writable } from "node:stream";
import type { Protocol } from "../../node_modules/playwright-core/types/protocol.d.ts";

type Parameters = Protocol.CommandParameters;
type Returns = Protocol.CommandReturnValues;
type Method = keyof Parameters & keyof Returns;
export type CdpEvents = Protocol.Events;

/** One of Chromium's targets, or the browser itself, spoken to in its DevTools protocol. */
export type CdpSession = Readonly<{
  send: <M extends Method>(method: M, params?: Parameters[M]) => Promise<Returns[M]>;
  /** For calls whose failure says only that the target is gone. */
  tell: <M extends Method>(method: M, params?: Parameters[M]) => void;
  on: <E extends keyof CdpEvents>(event: E, listener: (p: CdpEvents[E]) => void) => void;
  onGone: (listener: () => void) => void;
}>;

export type Connection = Readonly<{
  root: CdpSession;
  session: (id: string) => CdpSession;
  isClosed: () => boolean;
}>;

type Message = Readonly<{
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
  error?: { message: string };
  sessionId?: string;
}>;
type Waiting = Readonly<{
  method: string;
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}>;

/** Speaks over Chromium's pipe: messages end with a zero byte, and Chromium ends with the pipe. */
export function connect(input: Readable, output: Writable): Connection {
  const waiting = new Map<number, Waiting>();
  const emitters = new Map<string, EventEmitter>();
  let isClosed = false;
  let lastId = 0;

  function send(sessionId: string | undefined, method: string, params: unknown): Promise<unknown> {
    if (isClosed) return Promise.reject(new Error(`Chromium was gone before ${method}`));
    lastId += 1;
    const id = lastId;
    output.write(`${JSON.stringify({ id, method, params: params ?? {}, sessionId })}\0`);
    return new Promise((resolve, reject) => waiting.set(id, { method, resolve, reject }));
  }

  function emitterOf(id: string): EventEmitter {
    const known = emitters.get(id) ?? new EventEmitter().setMaxListeners(0);
    emitters.set(id, known);
    return known;
  }

  function session(id: string): CdpSession {
    const emitter = emitterOf(id);
    const sessionId = id === "" ? undefined : id;
    return {
      send: (method, params) => send(sessionId, method, params) as Promise<Returns[typeof method]>,
      tell: (method, params) => {
        send(sessionId, method, params).catch(() => undefined);
      },
      on: (event, listener) => void emitter.on(event, listener),
      onGone: (listener) => void emitter.once("gone", listener),
    };
  }

  function receive({ id, method, params, result, error, sessionId = "" }: Message): void {
    if (id !== undefined) {
      const call = waiting.get(id);
      waiting.delete(id);
      if (error) call?.reject(new Error(`${call.method}: ${error.message}`));
      else call?.resolve(result);
      return;
    }
    emitterOf(sessionId).emit(method ?? "", params);
    if (method === "Target.detachedFromTarget") {
      const gone = (params as CdpEvents["Target.detachedFromTarget"]).sessionId;
      emitterOf(gone).emit("gone");
      emitters.delete(gone);
    }
  }

  readMessages(input, receive);
  // Writing to a Chromium that has just ended; its end is told by `input`.
  output.on("error", () => undefined);
  input.on("close", () => {
    isClosed = true;
    for (const { method, reject } of waiting.values()) {
      reject(new Error(`Chromium was gone during ${method}`));
    }
    waiting.clear();
  });
  return { root: session(""), session, isClosed: () => isClosed };
}

function readMessages(input: Readable, receive: (message: Message) => void): void {
  let parts: Buffer[] = [];
  input.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end >= 0; end = chunk.indexOf(0, from)) {
      parts.push(chunk.subarray(from, end));
      receive(JSON.parse(Buffer.concat(parts).toString("utf8")) as Message);
      parts = [];
      from = end + 1;
    }
    if (from < chunk.length) parts.push(chunk.subarray(from));
  });
}
