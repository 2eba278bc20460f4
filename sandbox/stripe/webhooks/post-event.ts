import http from "node:http";
import https from "node:https";
import tls from "node:tls";
import type { Attempt } from "./delivery.ts";

export type Post = {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
  /** PEM certificates that are trusted beside the usual ones. */
  readonly trusted: readonly string[];
  readonly timeoutMs: number;
};

type Reply = Omit<Attempt, "atMs">;

/** Sends one signed event. A refused connection or a silence is a result, never a rejection. */
export function postEvent(post: Post): Promise<Reply> {
  return new Promise((resolve) => {
    const headers = {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Length": Buffer.byteLength(post.body),
      "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      Accept: "*/*; q=0.5, application/xml",
      "Cache-Control": "no-cache",
      "Stripe-Signature": post.signature,
    };
    const request = post.url.startsWith("https:")
      ? https.request(post.url, {
          method: "POST",
          headers,
          agent: false,
          minVersion: "TLSv1.2",
          ca: [...tls.rootCertificates, ...post.trusted],
        })
      : http.request(post.url, { method: "POST", headers, agent: false });
    request.setTimeout(post.timeoutMs, () => request.destroy(new Error("timed out")));
    request.on("error", (error) => resolve({ status: null, trouble: error.message }));
    request.on("response", (response) => {
      // The body says nothing to Stripe; it is read so that the socket can close.
      response.resume();
      response.on("error", (error) => resolve({ status: null, trouble: error.message }));
      response.on("end", () => resolve({ status: response.statusCode ?? null, trouble: null }));
    });
    request.end(post.body);
  });
}
