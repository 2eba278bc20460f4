import type { ServerResponse } from "node:http";
import { z } from "zod";
import type { SdkAnswer } from "./sdk-answer.ts";
import type { Session, TerminalSdk } from "./sdk-sessions.ts";

export type SdkCall = Readonly<{
  method: string;
  /** What stands behind `/_terminal`. */
  path: string;
  body: string;
  authorization: string | undefined;
  response: ServerResponse;
}>;

/** Any page may call, as with Stripe's own address: what opens a reader is the token. */
const headers = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Headers": "Authorization, Content-Type",
  "Access-Control-Allow-Methods": "POST",
  "Access-Control-Allow-Private-Network": "true",
  "Cache-Control": "no-store",
} as const;

const Connect = z.object({ readerId: z.string(), failIfInUse: z.boolean() });
const Cart = z.object({
  currency: z.string(),
  line_items: z.array(
    z.object({ amount: z.int(), description: z.string(), quantity: z.int().min(0) }),
  ),
  tax: z.int().nullable(),
  total: z.int(),
});
const Display = z.object({ cart: Cart.nullable() });
const Process = z.object({ intentId: z.string() });
const Collect = z.object({
  clientSecret: z.string(),
  skipTipping: z.boolean(),
  eligibleMinor: z.int().min(0).nullable(),
});
const CollectRefund = z.object({
  chargeId: z.string(),
  amountMinor: z.int().min(1),
  currency: z.string(),
});

/** What the simulated SDK in a till's page calls. A session lives as long as its stream is open. */
export async function serveSdk(sdk: TerminalSdk, call: SdkCall): Promise<void> {
  const { method, response } = call;
  if (method !== "POST") {
    response.writeHead(method === "OPTIONS" ? 204 : 405, headers).end();
    return;
  }
  const token = /^Bearer (\S+)$/.exec(call.authorization ?? "")?.[1] ?? "";
  const location = sdk.locationOf(token);
  if (location === undefined) {
    answer(response, 401, { error: { code: "invalid_connection_token", message: "No token." } });
    return;
  }
  if (call.path === "/sessions") openSession(sdk, call, location);
  else answer(response, 200, await outcome(sdk, call, location));
}

/** The first line is the session; the stream's end is the end of the connection. */
function openSession(sdk: TerminalSdk, { body, response }: SdkCall, location: string | null): void {
  const asked = Connect.parse(JSON.parse(body));
  const stream = {
    say: (status: string) => void response.write(`${JSON.stringify({ status })}\n`),
    drop: () => void response.end(),
  };
  const connected = sdk.connect(location, { ...asked, stream });
  if (!isSession(connected)) {
    answer(response, 200, connected);
    return;
  }
  response.on("close", () => sdk.end(connected));
  response.writeHead(200, { ...headers, "Content-Type": "application/x-ndjson" });
  response.write(`${JSON.stringify({ session: connected.id })}\n`);
}

function isSession(connected: SdkAnswer | Session): connected is Session {
  return "stream" in connected;
}

type Command = (sdk: TerminalSdk, id: string, value: unknown) => SdkAnswer | Promise<SdkAnswer>;

/** What a page may ask of its session, by the last word of the path. */
const commands: Readonly<Record<string, Command>> = {
  display: (sdk, id, value) => sdk.display(id, Display.parse(value).cart),
  collect: (sdk, id, value) => sdk.collect(id, Collect.parse(value)),
  process: (sdk, id, value) => sdk.process(id, Process.parse(value).intentId),
  collectRefund: (sdk, id, value) => sdk.collectRefund(id, CollectRefund.parse(value)),
  processRefund: (sdk, id) => sdk.processRefund(id),
  cancel: (sdk, id) => sdk.cancel(id),
};

async function outcome(
  sdk: TerminalSdk,
  { path, body }: SdkCall,
  location: string | null,
): Promise<SdkAnswer> {
  if (path === "/readers") return sdk.discover(location);
  const [, id = "", verb = ""] = /^\/sessions\/(\w+)\/(\w+)$/.exec(path) ?? [];
  const value: unknown = JSON.parse(body);
  const command = Object.hasOwn(commands, verb) ? commands[verb] : undefined;
  if (command !== undefined) return command(sdk, id, value);
  return { error: { code: "invalid_type", message: `Nothing is at ${path}.` } };
}

function answer(response: ServerResponse, status: number, value: SdkAnswer): void {
  // The page may be gone by now: then nobody hears it.
  if (response.destroyed) return;
  response.writeHead(status, { ...headers, "Content-Type": "application/json" });
  response.end(JSON.stringify(value));
}
