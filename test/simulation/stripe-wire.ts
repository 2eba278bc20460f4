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
    makeRequest: (...sent) => request(deps, owner, sentOf(sent)),
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

/** In the order of the package's own clients: host, port, path, method, … */
function sentOf(given: Parameters<Client["makeRequest"]>): Sent {
  const [, , path, method, headers, body, , timeoutMs] = given;
  return { path, method, headers: headers as Sent["headers"], body, timeoutMs };
}

const fates = ["lost", "answer-lost", "late", "twice", "busy", "broken", "broken-after"] as const;
type Fate = (typeof fates)[number] | "good";

function request(deps: WireDeps, owner: Owner, sent: Sent): Promise<Response> {
  const { clock, weather } = deps;
  return new Promise((resolve, reject) => {
    if (owner.isDead) return;
    const fate: Fate = weather.strikes(2) ? weather.pick(fates) : "good";
    const isHeard = fate !== "lost" && fate !== "answer-lost" && fate !== "late";
    if (!isHeard) failLater(deps, owner, { sent, reject });
    if (fate === "lost") return;
    const arrivesMs = arrivalOf(deps, fate);
    const arrive = (answered: (answer: Answer) => void) =>
      clock.after(arrivesMs, () => void answerAt(deps, sent, fate).then(answered), null);
    const answered = (answer: Answer) =>
      void clock.after(weather.latencyMs(), () => resolve(responseOf(answer)), owner);
    arrive(isHeard ? answered : () => undefined);
    if (fate === "twice") arrive(() => undefined);
  });
}

/** A request may lie in a proxy and arrive when nobody waits for its answer any more. */
function arrivalOf({ clock, weather }: WireDeps, fate: Fate): number {
  if (fate !== "late") return weather.latencyMs();
  const delayMs = weather.between(1_000, 25_000);
  weather.worksUntil(clock.now() + delayMs);
  return delayMs;
}

type Failing = Readonly<{ sent: Sent; reject: (error: Error) => void }>;

/** The caller hears of a cut at once, or waits until its patience is over. */
function failLater({ clock, weather }: WireDeps, owner: Owner, { sent, reject }: Failing): void {
  const isCut = weather.random(2) === 0;
  const code = isCut ? "ECONNRESET" : "ETIMEDOUT";
  const fail = () => reject(Object.assign(new Error(code), { code }));
  clock.after(isCut ? weather.latencyMs() : sent.timeoutMs, fail, owner);
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
