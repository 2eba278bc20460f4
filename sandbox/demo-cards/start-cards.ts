import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { Way } from "../../contract/reader-views.ts";
import type { CardsEnv } from "../../register/host-env.ts";
import type { DemoCountry } from "../demo-shop.ts";
import { killOnce } from "../kill-once.ts";
import type { Supervisor } from "../supervisor.ts";
import type { DemoPorts } from "./demo-ports.ts";
import { DEMO_CONNECTION, newDeviceToken, relayConfig, webhookUrl } from "./relay-settings.ts";
import { pointWebhook } from "./stripe-client.ts";

const StripeDetails = z.object({
  url: z.string(),
  key: z.string(),
  readerId: z.string(),
  webhook: z.object({ id: z.string(), secret: z.string() }),
});
type StripeDetails = z.infer<typeof StripeDetails>;
const RelayDetails = z.object({ tillUrl: z.string(), publicUrl: z.string(), caPin: z.string() });
type RelayDetails = z.infer<typeof RelayDetails>;

export type StartedCards = Readonly<{ env: CardsEnv; readerUrl: string; stripeUrl: string }>;

/** Starts the demo's Stripe and its relay, and joins them: webhook, trust, device token. */
export async function startCards(
  supervisor: Supervisor,
  {
    data,
    ports,
    via,
    country,
  }: Readonly<{
    data: string;
    ports: DemoPorts;
    via: Way;
    country: DemoCountry;
  }>,
): Promise<StartedCards> {
  mkdirSync(join(data, "relay"), { recursive: true, mode: 0o700 });
  const stripe = await startStripe(supervisor, data, ports.stripe);
  const deviceToken = keptDeviceToken(join(data, "device-token"));
  const relay = await startRelay(supervisor, { data, ports, stripe, deviceToken, country });
  const caFile = join(data, "relay", "ca.pem");
  await trustRelay(stripe.url, readFileSync(caFile, "utf8"));
  await pointWebhook(stripe, stripe.webhook.id, webhookUrl(portOf(relay.publicUrl)));
  return {
    env: {
      TILLSIDE_RELAY_URL: relay.tillUrl,
      TILLSIDE_RELAY_CA: caFile,
      TILLSIDE_RELAY_PIN: relay.caPin,
      TILLSIDE_DEVICE_TOKEN: deviceToken,
      TILLSIDE_CONNECTION: DEMO_CONNECTION,
      TILLSIDE_READER: stripe.readerId,
      TILLSIDE_WAY: via,
    },
    readerUrl: `${stripe.url}/_sandbox/reader/${stripe.readerId}`,
    stripeUrl: stripe.url,
  };
}

async function startStripe(
  supervisor: Supervisor,
  data: string,
  wantedPort: number,
): Promise<StripeDetails> {
  let port = wantedPort;
  const details = await supervisor.start({
    name: "stripe",
    module: resolve(import.meta.dirname, "stripe-main.ts"),
    env: () => ({ TILLSIDE_DATA: data, TILLSIDE_STRIPE_PORT: String(port) }),
    restarts: true,
  });
  const stripe = StripeDetails.parse(details);
  // A restart comes back where the relay and open reader pages look for it.
  port = portOf(stripe.url);
  return stripe;
}

type RelayParts = Readonly<{
  data: string;
  ports: DemoPorts;
  stripe: StripeDetails;
  deviceToken: string;
  country: DemoCountry;
}>;

async function startRelay(supervisor: Supervisor, parts: RelayParts): Promise<RelayDetails> {
  const { data, ports, stripe, deviceToken, country } = parts;
  const { readerId, webhook } = stripe;
  const configFile = join(data, "relay", "config.json");
  const configure = (tillPort: number, publicPort: number) => {
    const config = relayConfig({
      ...{ dataFolder: join(data, "relay"), tillPort, publicPort },
      ...{ stripe, webhookSecret: webhook.secret, readerId, deviceToken, country },
    });
    writeFileSync(configFile, JSON.stringify(config), { mode: 0o600 });
  };
  const kill = killOnce();
  configure(ports.till, ports.public);
  const details = await supervisor.start({
    name: "relay",
    module: resolve(import.meta.dirname, "../../server/main.ts"),
    env: () => ({ TILLSIDE_RELAY_CONFIG: configFile, ...kill() }),
    restarts: true,
  });
  const relay = RelayDetails.parse(details);
  // A restart comes back where Stripe and the register look for it.
  configure(portOf(relay.tillUrl), portOf(relay.publicUrl));
  return relay;
}

function portOf(url: string): number {
  return Number(new URL(url).port);
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
