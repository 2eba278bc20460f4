import { join } from "node:path";
import { randomUUID } from "node:crypto";
import type { Way } from "../../contract/reader-views.ts";
import type { NewProduct } from "../../register/catalog/catalog.ts";
import type { Logger } from "../../register/ports.ts";
import { openRegister } from "../../register/register.ts";
import { relaySocketOpener } from "../../register/sync/relay-socket.ts";
import { parseRelayConfig } from "../../server/config.ts";
import { createRelay } from "../../server/relay.ts";
import { freePort } from "../demo-cards/demo-ports.ts";
import { createWebhook, ensureReader } from "../demo-cards/stripe-client.ts";
import {
  DEMO_CONNECTION,
  newDeviceToken,
  relayConfig,
  webhookUrl,
} from "../demo-cards/relay-settings.ts";
import { openFileSecrets } from "../../register/file-secrets.ts";
import { demoShop } from "../demo-shop.ts";
import { openReaderPage } from "./open-reader-page.ts";
import { openStripeSandbox } from "../stripe/stripe-sandbox.ts";

type Plan = Readonly<{ products: readonly NewProduct[]; log: Logger; via: Way }>;

/**
 * The whole chain in one process, over real sockets: Stripe, relay (TLS, pinned), register; for the
 * direct way also the reader's page, in a browser.
 */
export async function openShopOnWire(folder: string, { products, log, via }: Plan) {
  const stripe = await openStripeSandbox({ port: 0, host: "127.0.0.1" });
  const readerId = await ensureReader(stripe);
  const publicPort = await freePort();
  const { secret: webhookSecret } = await createWebhook(stripe, webhookUrl(publicPort));
  const deviceToken = newDeviceToken();
  const dataFolder = join(folder, "relay");
  const config = relayConfig({
    ...{ dataFolder, tillPort: 0, publicPort, stripe, webhookSecret, readerId, deviceToken },
  });
  const relay = await createRelay({
    config: parseRelayConfig(config, "the demo's relay"),
    now: Date.now,
    dateOf: (atMs) => new Date(atMs),
    after(delayMs, act) {
      const timer = setTimeout(act, delayMs);
      return () => clearTimeout(timer);
    },
    log,
  });
  stripe.control.trust(relay.caPem);
  const { tillUrl, caPem, caPin } = relay;
  const register = openRegister({
    folder: join(folder, "register"),
    config: demoShop,
    products,
    cards: {
      openSocket: relaySocketOpener({ url: tillUrl, caPem, caPins: [caPin], deviceToken }),
      connection: DEMO_CONNECTION,
      readerId,
      way: via,
    },
    now: Date.now,
    newId: (prefix) => `${prefix}_${randomUUID()}`,
    log,
    secrets: openFileSecrets(join(folder, "secrets")),
  });
  const closePage = via === "direct" ? await openReaderPage(register, folder, log) : null;
  return {
    stripe,
    readerId,
    register,
    async close(): Promise<void> {
      await closePage?.();
      register.close();
      await relay.stop();
      await stripe.close();
    },
  };
}

export type ShopOnWire = Awaited<ReturnType<typeof openShopOnWire>>;
