import { createHash, randomBytes } from "node:crypto";
import type { RelayConfigInput } from "../../server/config.ts";
import { demoShop, demoShopIn, type DemoCountry } from "../demo-shop.ts";

/** The demo's one connection; it stands in the webhook's address and in the accounts' names. */
export const DEMO_CONNECTION = "sandbox";

export type RelayPlan = Readonly<{
  dataFolder: string;
  tillPort: number;
  publicPort: number;
  stripe: Readonly<{ url: string; key: string }>;
  webhookSecret: string;
  readerId: string;
  deviceToken: string;
  /** Dublin where nobody says. */
  country?: DemoCountry;
}>;

/** The relay's configuration for the demo: one test connection at the local Stripe, one register. */
export function relayConfig(plan: RelayPlan): RelayConfigInput {
  const { hostname, port } = new URL(plan.stripe.url);
  return {
    data: plan.dataFolder,
    till: { host: "127.0.0.1", port: plan.tillPort },
    public: { host: "127.0.0.1", port: plan.publicPort },
    connections: [
      {
        name: DEMO_CONNECTION,
        mode: "test",
        secretKey: plan.stripe.key,
        webhookSecrets: [plan.webhookSecret],
        currency: demoShopIn(plan.country ?? "IE").shop.currency,
        raisesHolds: true,
        takesLateTips: true,
        stripe: { host: hostname, port: Number(port), protocol: "http" },
        simulatorUrl: `${plan.stripe.url}/_sandbox/reader/${plan.readerId}`,
      },
    ],
    registers: [
      {
        registerId: demoShop.registerId,
        name: demoShop.registerName,
        tokenHash: createHash("sha256").update(plan.deviceToken).digest("hex"),
      },
    ],
  };
}

export function webhookUrl(publicPort: number): string {
  return `https://127.0.0.1:${publicPort}/api/webhooks/stripe/${DEMO_CONNECTION}`;
}

export function newDeviceToken(): string {
  return randomBytes(32).toString("base64url");
}
