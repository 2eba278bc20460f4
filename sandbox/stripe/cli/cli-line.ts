import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import { WebSocketServer } from "ws";
import { z } from "zod";
import { findRow, removeRow } from "../table.ts";
import type { Attempt } from "../webhooks/delivery.ts";
import type { World } from "../world.ts";

type Reply = Omit<Attempt, "atMs">;

/** An event as it travels to the CLI, which posts it byte for byte to where it forwards. */
export type CliPost = {
  readonly sessionId: string;
  readonly eventId: string;
  readonly body: string;
  readonly signature: string;
  readonly timeoutMs: number;
};

/** A CLI that went away and did not come back in this time is gone for good. */
const GONE_AFTER_MS = 75_000;

const Said = z.object({
  type: z.string(),
  webhook_conversation_id: z.string().optional(),
  status: z.int().optional(),
});

export type CliLine = {
  readonly post: (post: CliPost) => Promise<Reply>;
  /** Takes a WebSocket if the id in its request belongs to a session of this world. */
  readonly accept: (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean;
  readonly close: () => void;
};

type Line = {
  sockets: Map<string, WebSocket>;
  /** Those who wait for a socket to come (back), by session. */
  waiters: Map<string, (() => void)[]>;
  /** Those who wait for what the relay answered, by conversation. */
  answers: Map<string, (status: number) => void>;
  goneTimers: Map<string, NodeJS.Timeout>;
  conversations: number;
};

/** The lines to every `stripe listen`, over WebSockets. */
export function createCliLine(world: World): CliLine {
  const server = new WebSocketServer({ noServer: true });
  const line: Line = {
    sockets: new Map(),
    waiters: new Map(),
    answers: new Map(),
    goneTimers: new Map(),
    conversations: 0,
  };
  return {
    post: (post) => send(world, line, post),
    accept: (request, socket, head) => {
      const id = request.headers["websocket-id"];
      if (typeof id !== "string" || findRow(world.state.cliSessions, id) === undefined)
        return false;
      server.handleUpgrade(request, socket, head, (opened) => attach(world, line, { id, opened }));
      return true;
    },
    close: () => {
      line.goneTimers.forEach((timer) => clearTimeout(timer));
      line.sockets.forEach((socket) => socket.terminate());
      server.close();
    },
  };
}

function attach(world: World, line: Line, { id, opened }: { id: string; opened: WebSocket }): void {
  line.sockets.get(id)?.terminate();
  line.sockets.set(id, opened);
  clearTimeout(line.goneTimers.get(id));
  opened.on("message", (data) => hear(line, Buffer.isBuffer(data) ? data.toString("utf8") : ""));
  opened.on("error", () => opened.terminate());
  opened.on("close", () => {
    if (line.sockets.get(id) !== opened) return;
    line.sockets.delete(id);
    const timer = setTimeout(() => removeRow(world.state.cliSessions, id), GONE_AFTER_MS);
    line.goneTimers.set(id, timer.unref());
  });
  (line.waiters.get(id) ?? []).forEach((tell) => tell());
  line.waiters.delete(id);
}

/** An acknowledgement says nothing yet: what counts is the relay's answer. */
function hear(line: Line, text: string): void {
  const said = Said.safeParse(JSON.parse(text));
  if (!said.success || said.data.type !== "webhook_response") return;
  line.answers.get(said.data.webhook_conversation_id ?? "")?.(said.data.status ?? 0);
}

async function send(world: World, line: Line, post: CliPost): Promise<Reply> {
  const socket = await socketOf(line, post);
  if (socket === undefined) return { status: null, trouble: "the CLI is not connected" };
  line.conversations += 1;
  const conversation = `wc_${line.conversations}`;
  const isThin = findRow(world.state.cliSessions, post.sessionId)?.isThin === true;
  return new Promise((resolve) => {
    const end = (reply: Reply) => {
      clearTimeout(timer);
      line.answers.delete(conversation);
      resolve(reply);
    };
    const timer = setTimeout(
      () => end({ status: null, trouble: "no answer over the CLI" }),
      post.timeoutMs,
    );
    line.answers.set(conversation, (status) => end({ status, trouble: null }));
    socket.send(JSON.stringify(isThin ? thinFrame(post) : frame(post, conversation)));
    // The CLI tells nothing of a thin event's answer: that it was sent has to do.
    if (isThin) end({ status: 200, trouble: null });
  });
}

/** The socket, or the next one within the time-out: the CLI reconnects every minute. */
function socketOf(line: Line, post: CliPost): Promise<WebSocket | undefined> {
  const { sessionId, timeoutMs } = post;
  const socket = line.sockets.get(sessionId);
  if (socket !== undefined) return Promise.resolve(socket);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), timeoutMs);
    const tell = () => {
      clearTimeout(timer);
      resolve(line.sockets.get(sessionId));
    };
    line.waiters.set(sessionId, [...(line.waiters.get(sessionId) ?? []), tell]);
  });
}

const headers = {
  "Content-Type": "application/json; charset=utf-8",
  "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
};

function frame({ body, sessionId, signature }: CliPost, conversation: string) {
  return {
    type: "webhook_event",
    // Null: the event is of the account's own version, which is what `listen` forwards.
    endpoint: { api_version: null },
    webhook_id: sessionId,
    webhook_conversation_id: conversation,
    event_payload: body,
    http_headers: { ...headers, "Stripe-Signature": signature },
  };
}

function thinFrame({ body, sessionId, signature }: CliPost) {
  return {
    type: "v2_event",
    payload: body,
    destination_id: sessionId,
    http_headers: { ...headers, "Stripe-Signature": signature },
  };
}
