import { once } from "node:events";
import { request } from "node:https";
import type { IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { text } from "node:stream/consumers";
import Stripe from "stripe";

const stripe = new Stripe("sk_test_signing");

export type Posted = Readonly<{
  status: number;
  body: unknown;
  headers: IncomingMessage["headers"];
}>;

export type Post = Readonly<{
  publicUrl: string;
  caPem: string;
  path?: string;
  method?: string;
  body?: string | Buffer;
  headers?: OutgoingHttpHeaders;
}>;

/** One request over TLS, with exactly the headers that are given. */
export async function send(post: Post): Promise<Posted> {
  const { publicUrl, caPem, path = "/api/webhooks/stripe/main", method = "POST" } = post;
  const headers = { "content-type": "application/json; charset=utf-8", ...post.headers };
  const req = request(`${publicUrl}${path}`, { ca: caPem, method, headers, agent: false });
  req.end(post.body);
  const [res] = (await once(req, "response")) as [IncomingMessage];
  const answer = await text(res);
  return { status: res.statusCode ?? 0, body: jsonOr(answer), headers: res.headers };
}

function jsonOr(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return answer;
  }
}

/** What Stripe would send in `Stripe-Signature` for these bytes. */
export function signature(
  payload: string | Buffer,
  secret: string,
  options: Readonly<{ atS?: number; scheme?: string }> = {},
): string {
  const { atS, scheme } = options;
  return stripe.webhooks.generateTestHeaderString({
    payload: payload.toString(),
    secret,
    ...(atS === undefined ? {} : { timestamp: atS }),
    ...(scheme === undefined ? {} : { scheme }),
  });
}

/** A charge's event as small as the relay takes it. */
export function eventOf(id: string, more: object = {}): string {
  return JSON.stringify({
    id,
    object: "event",
    type: "charge.succeeded",
    created: 1_795_000_000,
    livemode: false,
    data: { object: { object: "charge", id: "ch_1", payment_intent: "pi_nobodys" } },
    ...more,
  });
}
