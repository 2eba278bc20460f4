import Stripe from "stripe";
import type { ConnectionConfig } from "../config.ts";
import type { Clock } from "../ports.ts";
import { boundedHttpClient, type OpenClient } from "./bounded-http-client.ts";
import { stripeEvents, type Events } from "./events.ts";
import { stripeIntents, type Intents } from "./intents.ts";
import { stripeReaders, type Readers } from "./readers.ts";
import { stripeRefunds, type Refunds } from "./refunds.ts";
import { verifySignature, type VerifySignature } from "./verify-event.ts";

/** One named connection to Stripe: an account, in one mode. */
export type StripeAccount = Readonly<{
  name: string;
  mode: "test" | "live";
  currency: string;
  simulatorUrl: string | null;
  intents: Intents;
  readers: Readers;
  refunds: Refunds;
  events: Events;
  verifySignature: VerifySignature;
  close: () => void;
}>;
export type Accounts = ReadonlyMap<string, StripeAccount>;

/** The package's 80 s are too long for a customer at a till. */
const TIMEOUT_MS = 12_000;

/** `openClient` is the wire to Stripe; a test hands in another. */
export function openAccounts(
  configs: readonly ConnectionConfig[],
  now: Clock,
  openClient: OpenClient = boundedHttpClient,
): Accounts {
  return new Map(configs.map((config) => [config.name, openAccount(config, now, openClient)]));
}

function openAccount(config: ConnectionConfig, now: Clock, openClient: OpenClient): StripeAccount {
  const { name, mode, currency, simulatorUrl, secretKey, webhookSecrets } = config;
  const httpClient = openClient(config.stripe?.protocol ?? "https");
  const stripe = new Stripe(secretKey, {
    ...config.stripe,
    httpClient,
    timeout: TIMEOUT_MS,
    // Retries are ours: only where the idempotency key makes them harmless.
    maxNetworkRetries: 0,
    telemetry: false,
  });
  return {
    name,
    mode,
    currency,
    simulatorUrl,
    intents: stripeIntents(stripe),
    readers: stripeReaders(stripe),
    refunds: stripeRefunds(stripe),
    events: stripeEvents(stripe),
    verifySignature: verifySignature(webhookSecrets, now),
    close: httpClient.close,
  };
}
