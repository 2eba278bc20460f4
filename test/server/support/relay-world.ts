import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { onTestFinished } from "vitest";
import { PaymentId, RefundId, RegisterId, SaleId } from "../../../contract/ids.ts";
import { Currency, money } from "../../../contract/money.ts";
import { openStripeSandbox, type StripeSandbox } from "../../../sandbox/stripe/stripe-sandbox.ts";
import { RelayConfig, type RelayConfigInput } from "../../../server/config.ts";
import type { After, Clock, Logger, Trace } from "../../../server/ports.ts";
import { createRelay, type Relay } from "../../../server/relay.ts";
import { openTill, type AskedRequest, type TillClient } from "./till-client.ts";

export const deviceTokens = {
  reg_1: "device-token-of-register-1",
  reg_2: "device-token-of-register-2",
};
export type RegisterName = keyof typeof deviceTokens;

export const euros = (minor: number) => money(minor, Currency.parse("EUR"));

/** What stands around the relay: a Stripe, a reader, a webhook endpoint and a folder. */
export type Surroundings = Readonly<{
  sandbox: StripeSandbox;
  stripe: Stripe;
  readerId: string;
  webhookSecret: string;
  folder: string;
  config: RelayConfigInput;
  /** Sends webhooks to this relay from now on. */
  pointWebhooksAt: (publicUrl: string, caPem: string) => Promise<void>;
}>;

export async function openSurroundings(
  options: Readonly<{ retryDelaysMs?: readonly number[]; currency?: "EUR" | "CAD" }> = {},
): Promise<Surroundings> {
  const folder = mkdtempSync(join(tmpdir(), "tillside-relay-"));
  const sandbox = await openStripeSandbox({
    port: 0,
    host: "127.0.0.1",
    seed: "relay",
    retryDelaysMs: options.retryDelaysMs ?? [20, 100, 400],
  });
  const { port, key } = sandbox;
  const at = { host: "127.0.0.1", port, protocol: "http" as const };
  const stripe = new Stripe(key, { ...at, maxNetworkRetries: 0 });
  onTestFinished(async () => {
    await sandbox.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const readerId = await makeReader(stripe);
  sandbox.control.setReader(readerId, { authorisationMs: 0 });
  const url = "https://127.0.0.1:1/not-yet";
  const endpoint = await stripe.webhookEndpoints.create({ url, enabled_events: ["*"] });
  const webhookSecret = endpoint.secret ?? "";
  const config = relayConfig({
    ...{ folder, key, webhookSecret, at },
    currency: options.currency ?? "EUR",
  });
  const pointWebhooksAt = async (publicUrl: string, caPem: string) => {
    sandbox.control.trust(caPem);
    const moved = `${publicUrl}/api/webhooks/stripe/main`;
    await stripe.webhookEndpoints.update(endpoint.id, { url: moved });
  };
  return { sandbox, stripe, readerId, webhookSecret, folder, config, pointWebhooksAt };
}

async function makeReader(stripe: Stripe): Promise<string> {
  const address = { line1: "1 Quay", city: "Dublin", postal_code: "D01", country: "IE" };
  const location = await stripe.terminal.locations.create({ display_name: "Shop", address });
  const reader = await stripe.terminal.readers.create({
    registration_code: "simulated-wpe",
    label: "Counter",
    location: location.id,
  });
  return reader.id;
}

type Parts = Readonly<{
  folder: string;
  key: string;
  webhookSecret: string;
  at: Readonly<{ host: string; port: number; protocol: "http" }>;
  currency?: string;
}>;

export function relayConfig({
  folder,
  key,
  webhookSecret,
  at,
  currency = "EUR",
}: Parts): RelayConfigInput {
  return {
    data: folder,
    till: { host: "127.0.0.1", port: 0 },
    public: { host: "127.0.0.1", port: 0 },
    connections: [
      {
        name: "main",
        mode: "test",
        secretKey: key,
        webhookSecrets: [webhookSecret],
        currency,
        stripe: at,
        simulatorUrl: null,
      },
    ],
    registers: Object.entries(deviceTokens).map(([registerId, token]) => ({
      registerId,
      name: `Register ${registerId}`,
      tokenHash: createHash("sha256").update(token).digest("hex"),
    })),
  };
}

export type LogLine = Readonly<{ level: string; message: string; fields: object }>;

export type KeptLog = Logger &
  Readonly<{
    lines: LogLine[];
    /** The first line that fits; waits for it. */
    until: (fits: (line: LogLine) => boolean) => Promise<LogLine>;
  }>;

/** Keeps what is logged, for tests that wait for a fact or look for secrets. */
export function keptLog(): KeptLog {
  const lines: LogLine[] = [];
  const waiting = new Set<() => void>();
  const keep =
    (level: string) =>
    (message: string, fields: object = {}) => {
      lines.push({ level, message, fields });
      waiting.forEach((look) => look());
    };
  const until: KeptLog["until"] = (fits) =>
    new Promise((resolve) => {
      const look = () => {
        const found = lines.find(fits);
        if (!found) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  return { lines, until, info: keep("info"), warn: keep("warn"), error: keep("error") };
}

/**
 * Real timers, only faster: what takes 2 s there takes 40 ms here. Pings, every 10 s, stay slow
 * enough for a busy machine to answer them.
 */
export const quickAfter: After = (delayMs, act) => {
  const timer = setTimeout(act, delayMs / (delayMs < 10_000 ? 50 : 5));
  return () => clearTimeout(timer);
};

type WorldOptions = Readonly<{
  now?: Clock;
  after?: After;
  trace?: Trace;
  around?: Surroundings;
  /** False leaves Stripe without an endpoint: no webhook comes. */
  hasWebhooks?: boolean;
}>;

export type RelayWorld = Surroundings &
  Readonly<{
    relay: Relay;
    log: KeptLog;
    till: (
      register?: RegisterName,
      options?: Readonly<{ cursor?: number; acks?: boolean }>,
    ) => Promise<TillClient>;
    /** Stops this relay and starts the next one on the same data. */
    restart: (options?: WorldOptions) => Promise<RelayWorld>;
    stop: () => Promise<void>;
    startOf: (paymentId: string, more?: Partial<Start>) => Start;
    intents: () => Stripe.PaymentIntent[];
  }>;

type Start = Extract<AskedRequest, { type: "start-card-payment" }>;

/** 12.50 EUR on the counter's reader, valid for 20 s. */
export function startOf(
  { readerId }: Surroundings,
  paymentId: string,
  more: Partial<Start> = {},
): Start {
  return {
    type: "start-card-payment",
    via: "relay",
    paymentId: PaymentId.parse(paymentId),
    saleId: SaleId.parse("sale_1"),
    connection: "main",
    readerId,
    amount: euros(1_250),
    validUntilMs: Date.now() + 20_000,
    ...more,
  };
}

/** A real relay on a real disk beside a local Stripe, over TLS and with signed webhooks. */
export async function openRelayWorld(options: WorldOptions = {}): Promise<RelayWorld> {
  const around = options.around ?? (await openSurroundings());
  const { now = Date.now, after = quickAfter, trace, hasWebhooks = true } = options;
  const log = keptLog();
  const relay = await createRelay({
    config: RelayConfig.parse(around.config),
    now,
    after,
    log,
    dateOf: (atMs) => new Date(atMs),
    ...(trace ? { trace } : {}),
  });
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await relay.stop();
    isStopped = true;
  };
  onTestFinished(stop);
  if (hasWebhooks) await around.pointWebhooksAt(relay.publicUrl, relay.caPem);
  const till: RelayWorld["till"] = (registerId = "reg_1", more = {}) =>
    openTill({ ...relay, token: deviceTokens[registerId], registerId, ...more });
  const restart = async (next: WorldOptions = {}) => {
    await stop();
    return openRelayWorld({ ...options, ...next, around });
  };
  const start: RelayWorld["startOf"] = (paymentId, more = {}) =>
    startOf(around, paymentId, { validUntilMs: now() + 20_000, ...more });
  const intents = () => around.sandbox.books().paymentIntents;
  return { ...around, relay, log, till, restart, stop, startOf: start, intents };
}

export const ids = {
  payment: (id: string) => PaymentId.parse(id),
  refund: (id: string) => RefundId.parse(id),
  register: (id: string) => RegisterId.parse(id),
};
