import { once } from "node:events";
import { WebSocket } from "ws";
import type { BridgeMessage } from "../../contract/bridge.ts";
import type { Command, Input, Outcome, Output } from "../../contract/commands.ts";

export type BridgeClient = Readonly<{
  call: <C extends Command>(command: C, input: Input<C>) => Promise<Outcome<C>>;
  /** As `call`, where a refusal would be the test's own mistake. */
  value: <C extends Command>(command: C, input: Input<C>) => Promise<Output<C>>;
  send: (text: string | Buffer) => void;
  /** The next message that fits; those before it are passed over. */
  next: (fits: (message: BridgeMessage) => boolean) => Promise<BridgeMessage>;
  /** Hears every message as it comes, those too that a call passes over. */
  onMessage: (listener: (message: BridgeMessage) => void) => void;
  /** The code that the connection was closed with. */
  closed: Promise<number>;
  /** Stops reading, as a page does that hangs. */
  pause: () => void;
  resume: () => void;
  close: () => void;
}>;

export type Door = Readonly<{ port: number; url: string }>;

/** Lets itself in by the token, as a browser does, and answers the cookie. */
export async function letIn({ url }: Door): Promise<string> {
  const answer = await fetch(url, { redirect: "manual" });
  const cookie = answer.headers.get("set-cookie");
  if (!cookie) throw new Error(`not let in: ${answer.status}`);
  return cookie.split(";")[0] ?? "";
}

export async function openBridge(
  door: Door,
  headers: Readonly<Record<string, string>> = {},
): Promise<BridgeClient> {
  const origin = `http://127.0.0.1:${door.port}`;
  const cookie = headers["Cookie"] ?? (await letIn(door));
  const socket = new WebSocket(`ws://127.0.0.1:${door.port}/bridge`, {
    headers: { Origin: origin, ...headers, Cookie: cookie },
  });
  const unread: BridgeMessage[] = [];
  const waiting = new Set<() => void>();
  const listeners: ((message: BridgeMessage) => void)[] = [];
  const closed = new Promise<number>((resolve) => socket.on("close", resolve));
  const wakeAll = () => waiting.forEach((wake) => wake());
  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString("utf8")) as BridgeMessage;
    unread.push(message);
    listeners.forEach((listener) => listener(message));
    wakeAll();
  });
  socket.on("close", wakeAll);
  await once(socket, "open");
  // A connection that is cut errors and closes; `closed` tells the tests.
  socket.on("error", () => undefined);

  async function next(fits: (message: BridgeMessage) => boolean): Promise<BridgeMessage> {
    for (;;) {
      const index = unread.findIndex(fits);
      if (index >= 0) return unread.splice(0, index + 1).at(-1) as BridgeMessage;
      if (socket.readyState !== socket.OPEN) throw new Error("the bridge is closed");
      await new Promise<void>((resolve) => {
        const wake = () => {
          waiting.delete(wake);
          resolve();
        };
        waiting.add(wake);
      });
    }
  }

  let lastId = 0;
  async function call<C extends Command>(command: C, input: Input<C>): Promise<Outcome<C>> {
    lastId += 1;
    const id = lastId;
    socket.send(JSON.stringify({ id, command, input }));
    const answer = await next((message) => "id" in message && message.id === id);
    if (!("outcome" in answer)) throw new Error(`no outcome: ${JSON.stringify(answer)}`);
    return answer.outcome as Outcome<C>;
  }

  async function value<C extends Command>(command: C, input: Input<C>): Promise<Output<C>> {
    const outcome = await call(command, input);
    if (!outcome.ok) throw new Error(`${command} was refused: ${JSON.stringify(outcome)}`);
    return outcome.value;
  }

  return {
    call,
    value,
    send: (text) => socket.send(text),
    next,
    onMessage: (listener) => listeners.push(listener),
    closed,
    pause: () => socket.pause(),
    resume: () => socket.resume(),
    close: () => socket.close(),
  };
}

/** The status and code that a connection is refused with before it opens. */
export async function refusedBridge(
  port: number,
  headers: Readonly<Record<string, string>>,
  path = "/bridge",
): Promise<{ status: number | undefined; code: string | undefined }> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers });
  socket.on("error", () => undefined);
  const [request, response] = (await once(socket, "unexpected-response")) as [
    { destroy: () => void },
    { statusCode?: number; headers: Record<string, string | undefined> },
  ];
  request.destroy();
  return { status: response.statusCode, code: response.headers["tillside-code"] };
}
