import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { TroubleError } from "../../contract/trouble.ts";
import { runChild } from "../child-process.ts";
import { createLog } from "../log.ts";
import { openStripeSandbox, type StripeSandbox } from "../stripe/stripe-sandbox.ts";
import { createWebhook, ensureReader } from "./stripe-client.ts";

/** The demo's Stripe as a supervised program: its payments are kept beside the ledger. */
const Settings = z.object({
  TILLSIDE_DATA: z.string().min(1),
  /** 0 takes a free one. */
  TILLSIDE_STRIPE_PORT: z.coerce.number().int().min(0).max(65_535),
});

const Webhook = z.strictObject({ id: z.string(), secret: z.string() });
type Webhook = z.infer<typeof Webhook>;

/** What a bank takes in the demo, so that a person sees the card being processed. */
const AUTHORISATION_MS = 900;

/** Where events go until the relay listens and its address is known. */
const NOWHERE = "https://relay.invalid/";

await runChild(async () => {
  const settings = Settings.parse(process.env);
  const { TILLSIDE_DATA: data, TILLSIDE_STRIPE_PORT: port } = settings;
  const stripe = await open(data, port);
  const readerId = await ensureReader(stripe);
  stripe.control.setReader(readerId, { authorisationMs: AUTHORISATION_MS });
  const webhook = await ensureWebhook(stripe, join(data, "stripe-webhook.json"));
  const { url, key } = stripe;
  const details = { url, key, readerId, webhook };
  return { details, close: () => void stripe.close() };
});

async function open(data: string, port: number): Promise<StripeSandbox> {
  const log = createLog("stripe");
  const caFile = join(data, "relay", "ca.pem");
  try {
    return await openStripeSandbox({
      port,
      host: "127.0.0.1",
      stateFile: join(data, "stripe.json"),
      // At a restart the relay's authority is known already; at the first start it is told later.
      trusted: existsSync(caFile) ? [readFileSync(caFile, "utf8")] : [],
      log: (line) => log.info(line),
    });
  } catch (error) {
    const isTaken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!isTaken) throw error;
    throw new TroubleError("port-in-use", `127.0.0.1:${port} is taken; the demo's Stripe needs it`);
  }
}

/** Stripe tells a signing secret once, so it is kept. */
async function ensureWebhook(stripe: StripeSandbox, keptIn: string): Promise<Webhook> {
  if (existsSync(keptIn)) return Webhook.parse(JSON.parse(readFileSync(keptIn, "utf8")));
  const webhook = await createWebhook(stripe, NOWHERE);
  writeFileSync(keptIn, JSON.stringify(webhook), { mode: 0o600 });
  return webhook;
}
