import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { WebSocket } from "ws";
import { PaymentId, SaleId } from "../../contract/ids.ts";
import { Currency, money } from "../../contract/money.ts";
import { FromRelay, PROTOCOL_VERSION, type ToRelay } from "../../contract/relay-protocol.ts";
import { openStripeSandbox, type StripeSandbox } from "../../sandbox/stripe/stripe-sandbox.ts";
import { RelayConfig } from "../../server/config.ts";
import { createRelay, type Relay } from "../../server/relay.ts";
import type { CheckoutForm } from "../../server/stripe/checkouts.ts";

const token = "device-token-of-register-1";
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export type PayPageShop = Readonly<{
  sandbox: StripeSandbox;
  /** Asks for the page of a payment of 12.50 EUR; its address. */
  link: (paymentId: string) => Promise<string>;
  close: (paymentId: string) => void;
  /** Waits until the register was mailed a reading with this status of its session or intent. */
  until: (paymentId: string, status: string) => Promise<void>;
  stop: () => Promise<void>;
}>;

type Lines = readonly Readonly<{ name: string; quantity: number; totalMinor: number }>[];
const breakfast: Lines = [
  { name: "Flat white, oat", quantity: 2, totalMinor: 900 },
  { name: "Scone <with> jam & cream", quantity: 1, totalMinor: 350 },
];

/** A relay beside a local Stripe, and a register's socket to it: what a customer's page needs. */
export async function openPayPageShop(form: CheckoutForm): Promise<PayPageShop> {
  const folder = mkdtempSync(join(tmpdir(), "tillside-pages-"));
  const sandbox = await openStripeSandbox({ port: 0, host: "127.0.0.1", seed: "pages" });
  const relay = await openRelay(sandbox, folder, form);
  const register = await openRegister(relay);
  const ofPayment = (paymentId: string) => PaymentId.parse(paymentId);
  return {
    sandbox,
    async link(paymentId) {
      register.say({
        type: "start-link-payment",
        id: paymentId,
        paymentId: ofPayment(paymentId),
        saleId: SaleId.parse("sale_1"),
        connection: "main",
        amount: money(1_250, Currency.parse("EUR")),
        shopName: "Pebble & Pine",
        lines: [...breakfast],
        validUntilMs: Date.now() + 20_000,
      });
      return register.hear((said) =>
        said.type === "pay-link" && said.paymentId === paymentId ? said.url : undefined,
      );
    },
    close: (paymentId) =>
      register.say({ type: "cancel-payment", id: "c", paymentId: ofPayment(paymentId) }),
    until: (paymentId, status) =>
      register.hear((said) => (readsAs(said, paymentId, status) ? null : undefined)).then(() => {}),
    async stop() {
      register.close();
      await relay.stop();
      await sandbox.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readsAs(said: FromRelay, paymentId: string, status: string): boolean {
  if (said.type !== "mail" || said.body.kind !== "payment-reading") return false;
  const { paymentId: read, session, intent } = said.body.reading;
  return read === paymentId && (session?.status === status || intent?.status === status);
}

function openRelay(sandbox: StripeSandbox, data: string, form: CheckoutForm): Promise<Relay> {
  const local = { host: "127.0.0.1", port: 0 };
  const registers = [
    {
      registerId: "reg_1",
      name: "Till 1",
      tokenHash: createHash("sha256").update(token).digest("hex"),
    },
  ];
  const connection = {
    ...{ name: "main", mode: "test", secretKey: sandbox.key, webhookSecrets: [] },
    ...{ currency: "EUR", checkout: form, publishableKey: "pk_test_pages", simulatorUrl: null },
    stripe: { host: "127.0.0.1", port: sandbox.port, protocol: "http" },
  };
  const after = (delayMs: number, act: () => void) => {
    const timer = setTimeout(act, delayMs / 5);
    return () => clearTimeout(timer);
  };
  return createRelay({
    config: RelayConfig.parse({
      data,
      till: local,
      public: local,
      connections: [connection],
      registers,
    }),
    now: Date.now,
    after,
    log: quiet,
    dateOf: (atMs) => new Date(atMs),
  });
}

async function openRegister({ tillUrl, caPem }: Relay) {
  const socket = new WebSocket(`${tillUrl.replace(/^http/, "ws")}/till`, {
    ca: caPem,
    headers: { authorization: `Bearer ${token}` },
  });
  const heard: FromRelay[] = [];
  let waiting: (() => void)[] = [];
  const say = (message: ToRelay) => socket.send(JSON.stringify(message));
  socket.on("message", (data: Buffer) => {
    const said = FromRelay.parse(JSON.parse(data.toString("utf8")));
    heard.push(said);
    if (said.type === "mail") say({ type: "ack", seq: said.seq });
    const woken = waiting;
    waiting = [];
    woken.forEach((wake) => wake());
  });
  await once(socket, "open");
  say({ type: "hello", protocol: PROTOCOL_VERSION, registerId: "reg_1" as never, cursor: 0 });

  async function hear<Found>(find: (said: FromRelay) => Found | undefined): Promise<Found> {
    for (;;) {
      for (const said of heard) {
        const found = find(said);
        if (found !== undefined) return found;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }
  return { say, hear, close: () => socket.terminate() };
}
