import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ensureWritable } from "../../register/ensure-writable.ts";
import { killOnce } from "../kill-once.ts";
import type { ChildPlan, Supervisor } from "../supervisor.ts";
import { DEMO_CONNECTION, freePort, newDeviceToken, relayConfig } from "./relay-settings.ts";

const StripeDetails = z.object({
  url: z.string(),
  key: z.string(),
  readerId: z.string(),
  webhookSecret: z.string(),
});
const RelayDetails = z.object({ tillUrl: z.string(), caPin: z.string() });

/** What the register needs to take cards, as its process is told in the environment. */
export const CardsEnv = z.object({
  TILLSIDE_RELAY_URL: z.string(),
  TILLSIDE_RELAY_CA: z.string(),
  TILLSIDE_RELAY_PIN: z.string(),
  TILLSIDE_DEVICE_TOKEN: z.string(),
  TILLSIDE_CONNECTION: z.string(),
  TILLSIDE_READER: z.string(),
});
export type CardsEnv = z.infer<typeof CardsEnv>;

export type StartedCards = Readonly<{ env: CardsEnv; readerUrl: string; stripeUrl: string }>;

/** Starts the demo's Stripe and its relay, and joins them: webhook, trust, device token. */
export async function startCards(
  supervisor: Supervisor,
  { data, port }: Readonly<{ data: string; port: number }>,
): Promise<StartedCards> {
  ensureWritable(data);
  mkdirSync(join(data, "relay"), { recursive: true, mode: 0o700 });
  const ports = await portsAfter(port);
  const stripe = StripeDetails.parse(await supervisor.start(stripePlan(data, ports)));
  const deviceToken = keptDeviceToken(join(data, "device-token"));
  const configFile = join(data, "relay", "config.json");
  const config = relayConfig({
    dataFolder: join(data, "relay"),
    tillPort: ports.till,
    publicPort: ports.public,
    stripe,
    webhookSecret: stripe.webhookSecret,
    readerId: stripe.readerId,
    deviceToken,
  });
  writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
  const relay = RelayDetails.parse(await supervisor.start(relayPlan(configFile)));
  const caFile = join(data, "relay", "ca.pem");
  await trustRelay(stripe.url, readFileSync(caFile, "utf8"));
  return {
    env: {
      TILLSIDE_RELAY_URL: relay.tillUrl,
      TILLSIDE_RELAY_CA: caFile,
      TILLSIDE_RELAY_PIN: relay.caPin,
      TILLSIDE_DEVICE_TOKEN: deviceToken,
      TILLSIDE_CONNECTION: DEMO_CONNECTION,
      TILLSIDE_READER: stripe.readerId,
    },
    readerUrl: `${stripe.url}/_sandbox/reader/${stripe.readerId}`,
    stripeUrl: stripe.url,
  };
}

type Ports = Readonly<{ stripe: number; public: number; till: number }>;

/** The three after the page's; free ones where the page takes a free one. */
async function portsAfter(port: number): Promise<Ports> {
  if (port !== 0) return { stripe: port + 1, public: port + 2, till: port + 3 };
  return { stripe: await freePort(), public: await freePort(), till: await freePort() };
}

function stripePlan(data: string, ports: Ports): ChildPlan {
  const env = {
    TILLSIDE_DATA: data,
    TILLSIDE_STRIPE_PORT: String(ports.stripe),
    TILLSIDE_PUBLIC_PORT: String(ports.public),
  };
  const module = resolve(import.meta.dirname, "stripe-main.ts");
  return { name: "stripe", module, env: () => env, restarts: true };
}

function relayPlan(configFile: string): ChildPlan {
  const module = resolve(import.meta.dirname, "../../server/main.ts");
  const kill = killOnce();
  const env = () => ({ TILLSIDE_RELAY_CONFIG: configFile, ...kill() });
  return { name: "relay", module, env, restarts: true };
}

function keptDeviceToken(path: string): string {
  if (existsSync(path)) return readFileSync(path, "utf8");
  const token = newDeviceToken();
  writeFileSync(path, token, { mode: 0o600 });
  return token;
}

async function trustRelay(stripeUrl: string, pem: string): Promise<void> {
  const response = await fetch(`${stripeUrl}/_sandbox/trust`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Tillside-Sandbox": "1" },
    body: JSON.stringify({ pem }),
  });
  if (!response.ok)
    throw new Error(`the demo's Stripe does not take the relay's CA: ${response.status}`);
}
