import { Agent as HttpAgent, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import Stripe from "stripe";

type Client = ReturnType<typeof Stripe.createNodeHttpClient>;
type ClosableClient = Client & { close: () => void };
export type OpenClient = (protocol: "http" | "https") => ClosableClient;
type Response = Awaited<ReturnType<Client["makeRequest"]>>;

/** No answer of Stripe that the relay asks for comes near this; a list page is under 1 MB. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;

/**
 * The package's own client, with bounds that it lacks: an answer of another server's kind (a
 * redirect, a page, an endless body) becomes an error of the transport, so an unknown outcome.
 */
export function boundedHttpClient(protocol: "http" | "https"): ClosableClient {
  const options = { keepAlive: true, maxSockets: 32 };
  const agent = protocol === "http" ? new HttpAgent(options) : new HttpsAgent(options);
  const inner = Stripe.createNodeHttpClient(agent);
  return {
    getClientName: () => inner.getClientName(),
    makeRequest: async (...request) => bounded(await inner.makeRequest(...request)),
    close: () => agent.destroy(),
  };
}

function bounded(response: Response): Response {
  return {
    getStatusCode: () => response.getStatusCode(),
    getHeaders: () => response.getHeaders(),
    getRawResponse: () => response.getRawResponse(),
    toStream: (completed) => response.toStream(completed),
    toJSON: () => readBounded(response),
  };
}

async function readBounded(response: Response): Promise<unknown> {
  const raw = response.getRawResponse() as IncomingMessage;
  const status = response.getStatusCode();
  if (status >= 300 && status < 400) {
    raw.destroy();
    throw new Error(`Stripe's API never redirects; this answer did (${status})`);
  }
  let bytes = 0;
  raw.on("data", (chunk: string | Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_ANSWER_BYTES)
      raw.destroy(new Error("the answer is longer than any of Stripe's"));
  });
  const body: unknown = await response.toJSON();
  if (typeof body !== "object" || body === null) throw new Error("the answer is not an object");
  return body;
}
