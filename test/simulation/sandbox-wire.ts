import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import { serveSdk } from "../../sandbox/stripe/terminal-sdk/serve-sdk.ts";
import type { TerminalSdk } from "../../sandbox/stripe/terminal-sdk/sdk-sessions.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";
import type { Weather } from "./weather.ts";

export const SANDBOX_URL = "http://sandbox.invalid";

type Deps = Readonly<{ clock: VirtualClock; weather: Weather; sdk: TerminalSdk; owner: Owner }>;

export type SandboxWire = ReturnType<typeof createSandboxWire>;

/**
 * One page's line to the sandbox's readers, as `fetch`: what is asked or answered may be lost, and
 * a session breaks with its stream, which the far end may hear of much later.
 */
export function createSandboxWire(deps: Deps) {
  const exchanges = new Set<Exchange>();
  const cut = () => exchanges.forEach((exchange) => exchange.breakOff());
  return {
    fetch: ((input: string, init: RequestInit) => {
      const exchange = createExchange(deps);
      exchanges.add(exchange);
      exchange.server.on("close", () => exchanges.delete(exchange));
      return exchange.ask(input, init);
    }) as unknown as typeof fetch,
    cut,
  };
}

type Exchange = ReturnType<typeof createExchange>;

/** A proxy may hold the far end of a broken line open for so long. */
const HELD_OPEN_MS = 20_000;

function createExchange(deps: Deps) {
  const { clock, weather, sdk } = deps;
  const page = pageSide(deps);
  const server = serverSide(page);
  let isBroken = false;

  function breakOff(): void {
    if (isBroken) return;
    isBroken = true;
    const isHeld = weather.strikes(3);
    if (isHeld) weather.worksUntil(clock.now() + HELD_OPEN_MS);
    page.fail(new TypeError("fetch failed"));
    clock.after(isHeld ? HELD_OPEN_MS : weather.latencyMs(), () => server.hangUp(), null);
  }

  function ask(input: string, { body, headers, signal }: RequestInit): Promise<Response> {
    signal?.addEventListener("abort", breakOff);
    const { pathname } = new URL(input);
    const authorization = (headers as Readonly<Record<string, string>>)["Authorization"];
    const path = pathname.replace("/_terminal", "");
    const call = { method: "POST", path, body: body as string, authorization };
    const arrive = () => {
      if (!isBroken) void serveSdk(sdk, { ...call, response: server.response });
    };
    if (weather.strikes()) clock.after(weather.latencyMs(), breakOff, null);
    clock.after(weather.latencyMs(), arrive, null);
    return page.answered;
  }
  return { server: server.response, ask, breakOff };
}

type PageSide = Readonly<{
  answered: Promise<Response>;
  head: (status: number, type: string) => void;
  chunk: (text: string) => void;
  end: () => void;
  fail: (error: Error) => void;
}>;

/** What the page hears, in order and late; nothing once the line broke or the page died. */
function pageSide({ clock, weather, owner }: Deps): PageSide {
  let dueMs = 0;
  let isOver = false;
  let stream: ReadableStreamDefaultController<Uint8Array> | null = null;
  const told: { status: number; text: string } = { status: 0, text: "" };
  const { promise: answered, resolve, reject } = Promise.withResolvers<Response>();

  function later(act: () => void): void {
    dueMs = Math.max(dueMs, clock.now() + weather.latencyMs());
    const hear = () => {
      if (!isOver) act();
    };
    clock.after(dueMs - clock.now(), hear, owner);
  }
  const open = (type: string) => {
    const body = new ReadableStream<Uint8Array>({ start: (opened) => void (stream = opened) });
    resolve(responseOf(told.status, { type, body }));
  };
  const close = () => {
    isOver = true;
    stream?.close();
    resolve(responseOf(told.status, { type: "application/json", text: told.text }));
  };
  return {
    answered,
    head: (status, type) =>
      later(() => {
        told.status = status;
        if (type === "application/x-ndjson") open(type);
      }),
    chunk: (text) =>
      later(() => {
        if (stream === null) told.text += text;
        else stream.enqueue(Buffer.from(text));
      }),
    end: () => later(close),
    fail(error) {
      if (isOver || owner.isDead) return;
      isOver = true;
      stream?.error(error);
      reject(error);
    },
  };
}

type Body = Readonly<{ type: string; body?: ReadableStream; text?: string }>;

/** The few members of a Response that the simulated SDK uses. */
function responseOf(status: number, { type, body, text = "" }: Body): Response {
  return {
    status,
    headers: { get: () => type },
    body: body ?? null,
    json: () => Promise.resolve(JSON.parse(text) as unknown),
  } as unknown as Response;
}

/** The few members of a ServerResponse that the sandbox's route uses. */
function serverSide(page: PageSide) {
  const response = Object.assign(new EventEmitter(), {
    destroyed: false,
    writeHead: (status: number, headers: Readonly<Record<string, string>>) => {
      page.head(status, headers["Content-Type"] ?? "");
      return response;
    },
    write: (text: string) => page.chunk(text),
    end(text = ""): void {
      if (response.destroyed) return;
      if (text !== "") page.chunk(text);
      page.end();
      hangUp();
    },
  });
  function hangUp(): void {
    if (response.destroyed) return;
    response.destroyed = true;
    queueMicrotask(() => response.emit("close"));
  }
  return { response: response as unknown as ServerResponse, hangUp };
}
