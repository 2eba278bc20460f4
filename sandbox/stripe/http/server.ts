import type { IncomingMessage, ServerResponse } from "node:http";
import { invalidRequest } from "../api-error.ts";
import type { Control } from "../control/control.ts";
import { answerControl } from "../control/control-routes.ts";
import { controlTrouble, hostTrouble } from "../control/guard.ts";
import { findPage, pageHeadersAndBody } from "../control/pages.ts";
import type { Watchers } from "../control/watchers.ts";
import type { Answer } from "./answer.ts";
import { errorAnswer, jsonAnswer } from "./answer.ts";
import type { ApiDeps } from "./api-call.ts";
import { answerApiCall } from "./api-call.ts";
import { serveSdk } from "../terminal-sdk/serve-sdk.ts";
import type { TerminalSdk } from "../terminal-sdk/sdk-sessions.ts";
import { servePayPage } from "./pay-pages.ts";
import type { World } from "../world.ts";
import { sendState, takeState } from "./state-exchange.ts";

export type ServerDeps = ApiDeps & {
  readonly control: Control;
  readonly live: (NonNullable<ApiDeps["live"]> & { readonly control: Control }) | null;
  readonly watchers: Watchers;
  /** What the simulated SDK in a till's page speaks to. */
  readonly terminalSdk: TerminalSdk;
};

const MAX_BODY_BYTES = 1024 * 1024;
const CONTROL = "/_sandbox";
const TERMINAL = "/_terminal";

/** One HTTP request: to the API, to the control API, or for a page. */
export async function serve(
  deps: ServerDeps,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const hostWord = hostTrouble(request);
  if (hostWord !== null) {
    write(response, jsonAnswer(403, { error: { message: hostWord } }));
    return;
  }
  const url = new URL(request.url ?? "/", "http://127.0.0.1");
  if (url.pathname.startsWith(`${CONTROL}/`) && controlTrouble(request) === null) {
    const { world, control, path } = inWorld(deps, url.pathname.slice(CONTROL.length));
    if (path === "/state") {
      // A whole state is larger than any other body: it goes and comes in pieces.
      if (request.method === "GET") await sendState(world, response);
      else write(response, await takeState(control, request));
      return;
    }
  }
  const body = await readBody(request);
  if (body === null) {
    write(response, errorAnswer(413, invalidRequest("The request body is too large.").body));
    return;
  }
  await serveBody(deps, { request, response, path: url.pathname, body }, url.search.slice(1));
}

/** What is read as a whole: the control API, the pages on which customers pay, and Stripe's API. */
async function serveBody(deps: ServerDeps, call: ControlCall, query: string): Promise<void> {
  const { request, response, path, body } = call;
  if (path === CONTROL || path.startsWith(`${CONTROL}/`)) {
    await serveControl(deps, { ...call, path: path.slice(CONTROL.length) });
    return;
  }
  if (path.startsWith(`${TERMINAL}/`)) {
    const method = request.method ?? "GET";
    const { authorization } = request.headers;
    const sdkCall = { method, path: path.slice(TERMINAL.length), body, authorization, response };
    await serveSdk(deps.terminalSdk, sdkCall);
    await deps.dispatcher.sendOutgoing();
    return;
  }
  if (path.startsWith("/c/")) {
    await servePayPage(deps, call);
    return;
  }
  const answer = await answerApiCall(deps, {
    method: request.method ?? "GET",
    path,
    query,
    body,
    header: (name) => headerOf(request, name),
  });
  if (answer === "cut") request.socket.destroy();
  else write(response, answer);
  await Promise.all([deps.dispatcher.sendOutgoing(), deps.live?.dispatcher.sendOutgoing()]);
}

type ControlCall = {
  request: IncomingMessage;
  response: ServerResponse;
  path: string;
  body: string;
};

async function serveControl(deps: ServerDeps, call: ControlCall): Promise<void> {
  const { request, response, body } = call;
  const { control, path } = inWorld(deps, call.path);
  const trouble = controlTrouble(request);
  if (trouble !== null) {
    write(response, jsonAnswer(403, { error: { message: trouble } }));
    return;
  }
  const method = request.method ?? "GET";
  const page = method === "GET" ? findPage(path) : undefined;
  if (page !== undefined) {
    const made = await pageHeadersAndBody(page);
    response.writeHead(200, made.headers).end(made.body);
    return;
  }
  const watched = /^\/readers\/([A-Za-z0-9_]+)\/live$/.exec(path)?.[1];
  if (method === "GET" && watched !== undefined) {
    deps.watchers.add(response, () => control.findReader(watched));
    return;
  }
  const answer = await answerControl(control, { method, path, body });
  write(response, answer ?? jsonAnswer(404, { error: { message: "There is nothing here." } }));
}

type InWorld = { world: World; control: Control; path: string };

/** What stands behind `/live` is about the live world. */
function inWorld({ world, control, live }: ServerDeps, path: string): InWorld {
  const rest = live === null ? undefined : /^\/live(\/.*)?$/.exec(path);
  if (live === null || !rest) return { world, control, path: path === "" ? "/" : path };
  return { world: live.world, control: live.control, path: rest[1] ?? "/" };
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The whole body as text, or null when it is too large. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length <= MAX_BODY_BYTES ? Buffer.concat(chunks).toString("utf8") : null;
}

function write(response: ServerResponse, answer: Answer): void {
  const length = Buffer.byteLength(answer.body);
  response.writeHead(answer.status, { ...answer.headers, "Content-Length": length });
  response.end(answer.body);
}
