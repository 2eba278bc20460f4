import Stripe from "stripe";
import type { Answer } from "../../sandbox/stripe/http/answer.ts";
import type { OpenClient } from "../../server/stripe/bounded-http-client.ts";
import type { InProcessStripe } from "./stripe-in-process.ts";
import type { Owner, VirtualClock } from "./virtual-clock.ts";
import type { Weather } from "./weather.ts";

type Client = ReturnType<OpenClient>;
type Response = Awaited<ReturnType<Client["makeRequest"]>>;

export type WireDeps = Readonly<{
  clock: VirtualClock;
  weather: Weather;
  stripe: InProcessStripe;
  /** Told of every request as it reaches Stripe. */
  beforeCall: (method: string, path: string) => void;
}>;

/**
 * One relay's line to Stripe. A request or its answer may be lost, come after the caller gave up, or
 * come twice; Stripe may be busy or broken. Nobody hears the answers of a relay that has died.
 */
export function stripeWire(deps: WireDeps, owner: Owner): OpenClient {
  const base = Stripe.createNodeHttpClient();
  return () => ({
    getClientName: () => base.getClientName(),
    makeRequest: (_host, _port, path, method, headers, body, _protocol, timeoutMs) =>
      request(deps, owner, {
        path,
        method,
        headers: headers as Record<string, string>,
        body,
        timeoutMs,
      }),
    close: () => undefined,
  });
}

type Sent = Readonly<{
  path: string;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  timeoutMs: number;
}>;

const fates = ["lost", "answer-lost", "late", "twice", "busy", "broken", "broken-after"] as const;
type Fate = (typeof fates)[number] | "good";

function request(deps: WireDeps, owner: Owner, sent: Sent): Promise<Response> {
  const { clock, weather } = deps;
  return new Promise((resolve, reject) => {
    if (owner.isDead) return;
    const fate: Fate = weather.strikes(2) ? weather.pick(fates) : "good";
    const fail = (code: string) => reject(Object.assign(new Error(code), { code }));
    const isReset = weather.random(2) === 0;
    const failLater = () => {
      const delayMs = isReset ? weather.latencyMs() : sent.timeoutMs;
      clock.after(delayMs, () => fail(isReset ? "ECONNRESET" : "ETIMEDOUT"), owner);
    };
    if (fate === "lost") {
      failLater();
      return;
    }
    const goneMs = weather.latencyMs();
    // A request may lie in a proxy and arrive when nobody waits for its answer any more.
    const arrivesMs = fate === "late" ? weather.between(1_000, 25_000) : goneMs;
    if (fate === "late") weather.worksUntil(clock.now() + arrivesMs);
    if (fate === "answer-lost" || fate === "late") failLater();
    const arrive = (answered: (answer: Answer) => void) =>
      clock.after(arrivesMs, () => void answerAt(deps, sent, fate).then(answered), null);
    const answered = (answer: Answer) =>
      void clock.after(weather.latencyMs(), () => resolve(responseOf(answer)), owner);
    const isHeard = fate !== "answer-lost" && fate !== "late";
    arrive(isHeard ? answered : () => undefined);
    if (fate === "twice") arrive(() => undefined);
  });
}

async function answerAt({ stripe, beforeCall }: WireDeps, sent: Sent, fate: Fate): Promise<Answer> {
  if (fate === "busy") return trouble(429, "rate_limit");
  const { method, headers } = sent;
  const [path = "", query = ""] = sent.path.split("?");
  if (fate === "broken" || fate === "broken-after") {
    const status = 500;
    const on = { method, path };
    stripe.control.addFault({ on, do: "answer-status", status, isDone: fate === "broken-after" });
  }
  const small = lowerCased(headers);
  beforeCall(method, path);
  const body = sent.body ?? "";
  const header = (name: string) => small[name];
  const answer = await stripe.call({ method, path, query, body, header });
  return answer === "cut" ? trouble(503, "cut") : answer;
}

function lowerCased(headers: Sent["headers"]): Record<string, string> {
  const entries = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return Object.fromEntries(entries) as Record<string, string>;
}

function trouble(status: number, code: string): Answer {
  const body = JSON.stringify({ error: { type: "invalid_request_error", code, message: code } });
  return { status, headers: {}, body };
}

function responseOf({ status, headers, body }: Answer): Response {
  return {
    getStatusCode: () => status,
    getHeaders: () => lowerCased(headers),
    getRawResponse: () => ({}),
    toStream: () => ({}),
    toJSON: () => Promise.resolve(JSON.parse(body)),
  } as unknown as Response;
}
