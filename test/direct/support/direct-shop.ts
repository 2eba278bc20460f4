import { createHash, randomUUID } from "node:crypto";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Command, Input, Output, RegisterEvent } from "../../../contract/commands.ts";
import { RegisterId } from "../../../contract/ids.ts";
import type { PaymentView } from "../../../contract/payment-views.ts";
import type { FromReaderWindow, ToReaderWindow } from "../../../contract/reader-window.ts";
import type { Way } from "../../../contract/reader-views.ts";
import type { Logger, RegisterConfig } from "../../../register/ports.ts";
import { openRegister, type Register } from "../../../register/register.ts";
import { relaySocketOpener } from "../../../register/sync/relay-socket.ts";
import { createReaderPage } from "../../../renderer/reader/reader-page.ts";
import { createWebhook, ensureReader } from "../../../sandbox/demo-cards/stripe-client.ts";
import { freePort } from "../../../sandbox/demo-cards/demo-ports.ts";
import { relayConfig, webhookUrl } from "../../../sandbox/demo-cards/relay-settings.ts";
import { memorySecrets } from "../../support/memory-secrets.ts";
import { sdkAt } from "../../support/page-on-demo.ts";
import { demoShopIn, type DemoCountry } from "../../../sandbox/demo-shop.ts";
import { openStripeSandbox, type StripeSandbox } from "../../../sandbox/stripe/stripe-sandbox.ts";
import { parseRelayConfig } from "../../../server/config.ts";
import { createRelay, type Relay } from "../../../server/relay.ts";
import { products, silentLog, temporaryFolder, tillClerk } from "../../support/world.ts";

const tokens = ["device-token-of-till-1", "device-token-of-till-2"] as const;
const idOf = (number: number) => RegisterId.parse(`reg_demo-${number}`);

type ShopOptions = Readonly<{
  /** What the relay checks signatures with, where it is not what Stripe signs with. */
  webhookSecret?: string;
  log?: Logger;
  /** In Canada Interac is taken, too. */
  country?: DemoCountry;
}>;

/** Stripe and a relay that knows two tills, over real sockets. */
export async function openShop(options: ShopOptions = {}) {
  const folder = temporaryFolder();
  const stripe = await openStripeSandbox({ port: 0, host: "127.0.0.1", retryDelaysMs: [20, 100] });
  onTestFinished(() => stripe.close());
  const readerId = await ensureReader(stripe);
  const publicPort = await freePort();
  const { secret } = await createWebhook(stripe, webhookUrl(publicPort));
  const { webhookSecret = secret, log = silentLog, country = "IE" } = options;
  const plan = { publicPort, stripe, webhookSecret, readerId, deviceToken: tokens[0], tillPort: 0 };
  const config = relayConfig({ ...plan, country, dataFolder: join(folder, "relay") });
  const registers = tokens.map((token, index) => ({
    registerId: idOf(index + 1),
    name: `Till ${index + 1}`,
    tokenHash: createHash("sha256").update(token).digest("hex"),
  }));
  const relay = await createRelay({
    config: parseRelayConfig({ ...config, registers }, "the test's relay"),
    now: Date.now,
    dateOf: (atMs) => new Date(atMs),
    after: realAfter,
    log,
  });
  onTestFinished(() => relay.stop());
  stripe.control.trust(relay.caPem);
  return { stripe, relay, readerId, folder, country };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

export function realAfter(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}

export type TillOptions = Readonly<{
  number?: 1 | 2;
  way?: Way;
  folder?: string;
  config?: Partial<RegisterConfig>;
  now?: () => number;
  ticks?: () => number;
}>;

/** A register in this process, connected to the relay by a real socket. */
export function openTill(shop: Shop, options: TillOptions = {}) {
  const { number = 1, way = "direct", now = Date.now } = options;
  const folder = options.folder ?? join(shop.folder, `till-${number}`);
  const { tillUrl: url, caPem, caPin } = shop.relay;
  const deviceToken = tokens[number - 1] ?? "";
  const register = openRegister({
    ...{ folder, products, now, log: silentLog },
    ...(options.ticks && { ticks: options.ticks }),
    config: {
      ...demoShopIn(shop.country),
      registerId: idOf(number),
      registerNumber: number,
      ...options.config,
    },
    cards: {
      openSocket: relaySocketOpener({ url, caPem, caPins: [caPin], deviceToken }),
      ...{ connection: "sandbox", readerId: shop.readerId, way },
    },
    newId: (prefix) => `${prefix}_${randomUUID()}`,
    secrets: memorySecrets(),
  });
  onTestFinished(() => register.close());
  return { folder, register, ...commandsOf(register) };
}

export type Till = ReturnType<typeof openTill>;

function commandsOf(register: Register) {
  const events: RegisterEvent[] = [];
  const waiting = new Set<() => void>();
  register.onEvent((event) => {
    events.push(event);
    waiting.forEach((look) => look());
  });

  function act<C extends Command>(command: C, input: Input<C>): Output<C> {
    const outcome = register.handle(tillClerk, command, input);
    if (!outcome.ok) throw new Error(`${command}: ${outcome.refusal} ${outcome.detail ?? ""}`);
    return outcome.value as Output<C>;
  }
  const refusal = (command: Command, input: unknown): string => {
    const outcome = register.handle(tillClerk, command, input);
    return outcome.ok ? "ok" : outcome.refusal;
  };
  const view = () => act("register.view", {});

  /** Resolves once `fits` answers something, looked at now and after each event. */
  function until<Found>(fits: () => Found | undefined | false): Promise<Found> {
    return new Promise((resolve) => {
      const look = () => {
        const found = fits();
        if (found === undefined || found === false) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  }
  const shown = (paymentId: string) =>
    events
      .flatMap((each) => (each.event === "payment-changed" ? [each.view] : []))
      .findLast((payment) => payment.paymentId === paymentId);

  return {
    ...{ act, refusal, view, until, events },
    status: () => view().status,
    untilReader: (state: string) => until(() => view().status.reader.state === state),
    untilPayment: (paymentId: string, fits: (payment: PaymentView) => boolean) =>
      until(() => {
        const payment = shown(paymentId);
        return payment !== undefined && fits(payment) && payment;
      }),
    /** Beans for 24.50, charged. */
    charge: () => {
      const { saleId } = view().sale;
      act("sales.scan", { saleId, code: products[0]?.barcodes[0] ?? "", quantity: 1 });
      return act("payments.charge", { saleId, total: view().sale.total });
    },
  };
}

type Answers = Readonly<{
  /** What the page sends, before the register hears it; null keeps it back. */
  outgoing?: (message: FromReaderWindow) => FromReaderWindow | null;
  incoming?: (message: ToReaderWindow) => ToReaderWindow | null;
  /** The SDK cannot be had, as behind a network that blocks its address. */
  isBlocked?: () => boolean;
}>;

/** The reader's page over the simulated SDK, in this process, behind a register's second door. */
export function openPage(till: Till, answers: Answers = {}) {
  const said: FromReaderWindow[] = [];
  const heard: ToReaderWindow[] = [];
  let hear: (message: ToReaderWindow) => void = () => undefined;
  let isOpen = true;
  let reloads = 0;
  const ended = new AbortController();
  const link = till.register.readerWindows.open((message) => {
    heard.push(message);
    const passed = answers.incoming === undefined ? message : answers.incoming(message);
    // As over any carrier: later, and a copy.
    if (passed !== null) queueMicrotask(() => isOpen && hear(structuredClone(passed)));
  });
  createReaderPage({
    door: {
      send: (message) => {
        const passed = answers.outgoing === undefined ? message : answers.outgoing(message);
        if (!isOpen || passed === null) return;
        said.push(passed);
        link.receive(structuredClone(passed));
      },
      onMessage: (listener) => {
        hear = listener;
      },
    },
    loadSdk: (simulatorUrl) =>
      answers.isBlocked?.() === true
        ? Promise.reject(new Error("net::ERR_BLOCKED_BY_CLIENT"))
        : Promise.resolve(sdkAt(simulatorUrl, ended.signal)),
    after: realAfter,
    reload: () => (reloads += 1),
  });
  /** The page is gone, with its sockets. */
  const close = () => {
    isOpen = false;
    link.close();
    ended.abort();
  };
  onTestFinished(close);
  /** A word that `outgoing` kept back, later. */
  const say = (message: FromReaderWindow) => link.receive(message);
  return { said, heard, close, say, reloads: () => reloads };
}

export type Page = ReturnType<typeof openPage>;

export type { Relay, StripeSandbox };
