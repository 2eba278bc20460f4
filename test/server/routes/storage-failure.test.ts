import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { TroubleError } from "../../../contract/trouble.ts";
import { openAccounts } from "../../../server/stripe/accounts.ts";
import { parseRelayConfig } from "../../../server/config.ts";
import { publicRoutes } from "../../../server/routes/public-routes.ts";
import { keptLog, relayConfig } from "../support/relay-world.ts";
import { eventOf, signature } from "../support/webhooks.ts";

/** The routes over an inbox whose disk is full. */
async function openFull(): Promise<string> {
  const at = { host: "127.0.0.1", port: 9, protocol: "http" } as const;
  const raw = relayConfig({ folder: "data", key: "sk_test_1", webhookSecret: "whsec_1", at });
  const { connections } = parseRelayConfig(raw, "test");
  const accounts = openAccounts(connections, Date.now);
  const full = () => Promise.reject(new TroubleError("disk-full", "no room"));
  const app = publicRoutes({
    accounts,
    inbox: { store: full },
    now: Date.now,
    log: keptLog(),
    trace: () => undefined,
    onHeard: () => undefined,
  });
  const server = createServer(app).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("the webhook's route over a storage that fails", () => {
  it("answers 503 and never 200, so that Stripe keeps the duty to retry", async () => {
    const url = await openFull();
    const body = eventOf("evt_1");
    const answer = await fetch(`${url}/api/webhooks/stripe/main`, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/json",
        "stripe-signature": signature(body, "whsec_1"),
      },
    });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toEqual({ refusal: "storage-failed" });
  });
});
