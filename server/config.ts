import { readFileSync } from "node:fs";
import { z } from "zod";
import { RegisterId } from "../contract/ids.ts";
import { Currency } from "../contract/money.ts";
import { checkoutForms } from "./stripe/checkouts.ts";
import { RelayError } from "./relay-error.ts";

const Port = z.int().min(0).max(65_535);
const Host = z.string().min(1).max(255);

const Listener = z.strictObject({
  host: Host,
  /** 0 takes a free one. */
  port: Port,
  /** Plain HTTP is for this machine alone, where a proxy in front speaks TLS. */
  tls: z.boolean().default(true),
});

const Connection = z.strictObject({
  /** Stands in the webhook's address: `/api/webhooks/stripe/<name>`. */
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, "small letters, digits and hyphens"),
  mode: z.enum(["test", "live"]),
  secretKey: z.string().regex(/^[sr]k_(test|live)_\w+$/, "not a secret or restricted key"),
  /** Several while a secret is rolled over: each is accepted. */
  webhookSecrets: z.array(z.string().regex(/^whsec_\S+$/, "not a signing secret")).max(4),
  currency: Currency,
  /** Stands in the customer's page where that is our own: it is no secret. */
  publishableKey: z
    .string()
    .regex(/^pk_(test|live)_\w+$/, "not a publishable key")
    .nullable()
    .default(null),
  /** Where customers type their card in: on Stripe's page, or on ours, which needs that key. */
  checkout: z.enum(checkoutForms).default("hosted"),
  /**
   * Whether a card's bank may be asked to hold more, where it can. Only once every register is of a
   * version that knows larger holds: an older one understands none of the readings that tell of them.
   */
  raisesHolds: z.boolean().default(false),
  /**
   * Whether a tip that was written on the slip is captured with a hold that waits, where the card's
   * charge allows more than is held. As above: only for registers of a version that knows it.
   */
  takesLateTips: z.boolean().default(false),
  /** Where Stripe is; null is api.stripe.com. */
  stripe: z
    .strictObject({ host: Host, port: Port, protocol: z.enum(["http", "https"]) })
    .nullable(),
  /** The sandbox's reader page, shown by registers; null at Stripe itself. */
  simulatorUrl: z.string().nullable(),
});
export type ConnectionConfig = z.infer<typeof Connection>;

const Register = z.strictObject({
  registerId: RegisterId,
  name: z.string().min(1).max(100),
  /** SHA-256 of the device token, in hex: the token itself is nowhere at the relay. */
  tokenHash: z.string().regex(/^[0-9a-f]{64}$/, "not a SHA-256 in hex"),
});
export type RegisterConfig = z.infer<typeof Register>;

export const RelayConfig = z.strictObject({
  /** The folder of the relay's database and keys. */
  data: z.string().min(1),
  till: Listener,
  public: Listener.extend({
    /** Where customers and Stripe reach it, where a name or a proxy stands before it. */
    url: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ""))
      .nullable()
      .default(null),
  }),
  connections: z.array(Connection).min(1).max(20),
  registers: z.array(Register).max(5_000),
});
export type RelayConfig = z.infer<typeof RelayConfig>;
/** As it is written in a file, before defaults and checks. */
export type RelayConfigInput = z.input<typeof RelayConfig>;

export function readRelayConfig(path: string): RelayConfig {
  return parseRelayConfig(readJson(path), path);
}

/** Throws RelayError. No value of the configuration stands in its message: some are secrets. */
export function parseRelayConfig(raw: unknown, path: string): RelayConfig {
  const parsed = RelayConfig.safeParse(raw);
  if (!parsed.success) {
    const issues = parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
    throw new RelayError("config-invalid", `${path}: ${issues.join("; ")}`);
  }
  refuseOpenListeners(parsed.data);
  refuseTwins(parsed.data, path);
  parsed.data.connections.forEach(refuseOtherMode);
  parsed.data.connections.forEach(refuseKeyless);
  return parsed.data;
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    // A parse error would quote the text, and the text holds keys.
    const isSyntax = error instanceof SyntaxError;
    const why = isSyntax ? "is not JSON" : "cannot be read";
    throw new RelayError("config-unreadable", `${path} ${why}`);
  }
}

const loopback = new Set(["127.0.0.1", "::1", "localhost"]);

function refuseOpenListeners(config: RelayConfig): void {
  for (const name of ["till", "public"] as const) {
    const { host, tls } = config[name];
    if (tls || loopback.has(host)) continue;
    throw new RelayError("tls-required", `${name}: plain HTTP only on this machine, not ${host}`);
  }
}

function refuseTwins({ connections, registers }: RelayConfig, path: string): void {
  const lists = {
    "connections.name": connections.map(({ name }) => name),
    "registers.registerId": registers.map(({ registerId }) => registerId),
    "registers.tokenHash": registers.map(({ tokenHash }) => tokenHash),
  };
  for (const [field, values] of Object.entries(lists)) {
    if (new Set<string>(values).size === values.length) continue;
    throw new RelayError("config-invalid", `${path}: ${field} stands twice`);
  }
}

/** Test money must never look like money, nor money like test money. */
function refuseOtherMode({ name, mode, secretKey, publishableKey }: ConnectionConfig): void {
  for (const key of [secretKey, publishableKey ?? secretKey]) {
    const keyMode = key.split("_")[1];
    if (keyMode === mode) continue;
    throw new RelayError("key-mode-mismatch", `connection ${name} is ${mode}, its key ${keyMode}`);
  }
}

function refuseKeyless({ name, checkout, publishableKey }: ConnectionConfig): void {
  if (checkout === "hosted" || publishableKey !== null) return;
  throw new RelayError("config-invalid", `connection ${name}: embedded needs a publishableKey`);
}
