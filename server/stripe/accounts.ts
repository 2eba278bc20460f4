import Stripe from "stripe";
import type { ConnectionConfig } from "../config.ts";
import type { Clock } from "../ports.ts";
import { boundedHttpClient, type OpenClient } from "./bounded-http-client.ts";
import { stripeCheckouts, type CheckoutForm, type Checkouts } from "./checkouts.ts";
import { stripeConcerns, type Concerns } from "./concerns.ts";
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
  checkouts: Checkouts;
  concerns: Concerns;
  checkoutForm: CheckoutForm;
  /** What the customer's page loads of Stripe's, and with which key it may speak to it. */
  stripeJs: StripeJs;
  refunds: Refunds;
  events: Events;
  verifySignature: VerifySignature;
  close: () => void;
}>;
/** Not a secret: the publishable key stands in the page. Null where the page is Stripe's own. */
export type StripeJs = Readonly<{
  scriptUrl: string;
  publishableKey: string | null;
  /** Where the browser is sent, or what it frames: Stripe, or the sandbox. */
  origins: readonly string[];
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
    intents: stripeIntents(stripe, config),
    readers: stripeReaders(stripe),
    checkouts: stripeCheckouts(stripe),
    concerns: stripeConcerns(stripe),
    checkoutForm: config.checkout,
    stripeJs: stripeJsOf(config),
    refunds: stripeRefunds(stripe),
    events: stripeEvents(stripe),
    verifySignature: verifySignature(webhookSecrets, now),
    close: httpClient.close,
  };
}

/** Stripe asks to load its script from its own host alone (docs: Stripe.js, versioning). */
function stripeJsOf({ stripe, publishableKey }: ConnectionConfig): StripeJs {
  if (stripe !== null) {
    const home = `${stripe.protocol}://${stripe.host}:${stripe.port}`;
    return { scriptUrl: `${home}/_sandbox/stripe.js`, publishableKey, origins: [home] };
  }
  const origins = ["https://js.stripe.com", "https://checkout.stripe.com"];
  return { scriptUrl: "https://js.stripe.com/endive/stripe.js", publishableKey, origins };
}
