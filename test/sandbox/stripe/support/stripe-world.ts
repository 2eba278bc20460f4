import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import Stripe from "stripe";
import type {
  StripeSandbox,
  StripeSandboxOptions,
} from "../../../../sandbox/stripe/stripe-sandbox.ts";
import { openStripeSandbox } from "../../../../sandbox/stripe/stripe-sandbox.ts";

/** 2026-11-22 10:00:00 UTC. */
export const START_MS = 1_795_341_600_000;

export type StripeWorld = {
  sandbox: StripeSandbox;
  stripe: Stripe;
  clock: { nowMs: number };
  close: () => Promise<void>;
};

/** A sandbox with a clock that stands, and Stripe's own client pointed at it. */
export async function openStripeWorld(
  options: Partial<StripeSandboxOptions> = {},
): Promise<StripeWorld> {
  const clock = { nowMs: START_MS };
  const sandbox = await openStripeSandbox({
    port: 0,
    host: "127.0.0.1",
    now: () => clock.nowMs,
    seed: 7,
    retryDelaysMs: [0, 0, 0],
    ...options,
  });
  return { sandbox, stripe: stripeAt(sandbox), clock, close: () => sandbox.close() };
}

/** stripe-node without retries of its own, so that one call is one request. */
export function stripeAt(
  { port, key }: { port: number; key: string },
  config: ConstructorParameters<typeof Stripe>[1] = {},
): Stripe {
  return new Stripe(key, {
    host: "127.0.0.1",
    port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    timeout: 60_000,
    ...config,
  });
}

/** The error that a call ends with; a call that succeeds fails the test. */
export async function errorOf(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const settled = await Promise.allSettled([call]);
  const [only] = settled;
  if (only.status === "rejected" && only.reason instanceof Stripe.errors.StripeError) {
    return only.reason;
  }
  throw new Error(`expected a Stripe error, got ${JSON.stringify(only)}`);
}

export async function registerReader(stripe: Stripe): Promise<Stripe.Terminal.Reader> {
  const location = await stripe.terminal.locations.create({
    display_name: "Quayside",
    address: { line1: "1 Quay", city: "Galway", postal_code: "H91", country: "IE" },
  });
  return stripe.terminal.readers.create({
    registration_code: "simulated-wpe",
    location: location.id,
    label: "Till 1",
  });
}

export function createIntent(
  stripe: Stripe,
  params: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.Response<Stripe.PaymentIntent>> {
  return stripe.paymentIntents.create({
    amount: 1250,
    currency: "eur",
    allowed_payment_method_types: ["card_present"],
    capture_method: "manual",
    ...params,
  });
}

/** Creates an intent, sends it to the reader and holds a card out; gives the intent as it is then. */
export async function payByCard(
  stripe: Stripe,
  readerId: string,
  number = "4242424242424242",
): Promise<Stripe.PaymentIntent> {
  const intent = await createIntent(stripe);
  await stripe.terminal.readers.processPaymentIntent(readerId, { payment_intent: intent.id });
  await stripe.testHelpers.terminal.readers.presentPaymentMethod(readerId, {
    type: "card_present",
    card_present: { number },
  });
  return stripe.paymentIntents.retrieve(intent.id, { expand: ["latest_charge"] });
}

/** The id of what may have been opened. */
export function idOf(value: string | { id: string } | null | undefined): string {
  if (typeof value === "string") return value;
  if (value) return value.id;
  throw new Error("there is nothing here");
}

export type Received = { body: string; signature: string; event: Stripe.Event };

export type Receiver = {
  url: string;
  received: Received[];
  /** Statuses for the next requests; 200 when it runs out. */
  statuses: number[];
  close: () => Promise<void>;
};

/** A webhook endpoint of flesh and blood: a loopback HTTP server that keeps what it gets. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const statuses: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const signature = String(request.headers["stripe-signature"]);
      received.push({ body, signature, event: JSON.parse(body) as Stripe.Event });
      response.writeHead(statuses.shift() ?? 200).end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    statuses,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
