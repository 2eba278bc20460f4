import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Books } from "./control/books.ts";
import type { Control } from "./control/control.ts";
import { createControl } from "./control/control.ts";
import { createWatchers } from "./control/watchers.ts";
import type { ServerDeps } from "./http/server.ts";
import { serve } from "./http/server.ts";
import { newAccount } from "./rooms/account.ts";
import { allRoutes } from "./rooms/rooms.ts";
import { keepState, loadState } from "./kept-state.ts";
import { createAlarm } from "./clock/alarm.ts";
import { runDue } from "./clock/run-due.ts";
import { createVirtualClock } from "./clock/virtual-clock.ts";
import { createRouter } from "./router.ts";
import type { State } from "./state.ts";
import { emptyState } from "./state.ts";
import { createDispatcher } from "./webhooks/dispatcher.ts";
import type { Clock, World } from "./world.ts";
import { scramble } from "./world.ts";

export type StripeSandboxOptions = {
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: "127.0.0.1";
  readonly now?: Clock;
  /** The same seed and the same calls give the same ids. Without one, every start is new. */
  readonly seed?: string | number;
  readonly log?: (line: string) => void;
  /** Test keys that are accepted; any well-formed one when left out. */
  readonly keys?: readonly string[];
  readonly shopName?: string;
  /** Keeps the state in this file and goes on from it; in memory only when left out. */
  readonly stateFile?: string;
  /** Waits between the attempts to deliver a webhook: Stripe's hours, compressed. */
  readonly retryDelaysMs?: readonly number[];
  readonly webhookTimeoutMs?: number;
  /** PEM certificates trusted at https webhook endpoints, beside the usual ones. */
  readonly trusted?: readonly string[];
};

export type StripeSandbox = {
  /** `http://127.0.0.1:12111` */
  readonly url: string;
  readonly port: number;
  /** A test key that is accepted. */
  readonly key: string;
  readonly control: Control;
  /** A copy of everything that happened. */
  readonly books: () => Books;
  /** Resolves when no webhook is being sent and no retry is planned. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const RETRY_DELAYS_MS = [1_000, 5_000, 25_000];
const WEBHOOK_TIMEOUT_MS = 10_000;

/** Opens a Stripe of its own on the loopback: test mode, in memory, with readers to hold cards to. */
export async function openStripeSandbox(options: StripeSandboxOptions): Promise<StripeSandbox> {
  const later = createLater();
  const watchers = createWatchers();
  const changed = () => {
    watchers.tellAll();
    kept?.changed();
    alarm?.set();
  };
  const world = createWorld(options, { later: later.run, changed });
  const kept =
    options.stateFile === undefined ? null : keepState(options.stateFile, () => world.state);
  const trusted = [...(options.trusted ?? [])];
  const dispatcher = createDispatcher(world, {
    retryDelaysMs: options.retryDelaysMs ?? RETRY_DELAYS_MS,
    timeoutMs: options.webhookTimeoutMs ?? WEBHOOK_TIMEOUT_MS,
    trusted,
  });
  // A clock that a test holds rings no alarms: it sets it forward itself.
  const alarm =
    options.now === undefined
      ? createAlarm(world, () => {
          runDue(world);
          world.changed();
          void dispatcher.sendOutgoing();
        })
      : null;
  later.afterEach(() => {
    world.changed();
    void dispatcher.sendOutgoing();
  });
  const control = createControl({ world, dispatcher, trusted });
  const keys = options.keys ?? [];
  const log = options.log ?? (() => undefined);
  const find = createRouter(allRoutes);
  const deps: ServerDeps = { world, find, dispatcher, keys, log, control, watchers };
  const server = await listen(deps, options);
  const { port } = server.address() as AddressInfo;
  world.home.url = `http://${options.host}:${port}`;
  alarm?.set();
  return {
    url: world.home.url,
    port,
    key: keys[0] ?? `sk_test_${scramble(`key/${world.state.seed}`, 24)}`,
    control,
    books: control.books,
    idle: dispatcher.idle,
    close: async () => {
      alarm?.close();
      kept?.save();
      later.close();
      dispatcher.close();
      watchers.close();
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

function createWorld(
  options: StripeSandboxOptions,
  voices: Pick<World, "later" | "changed">,
): World {
  const base = options.now ?? Date.now;
  const state = firstState(options, base());
  const clock = createVirtualClock(state, base);
  const home = { url: "" };
  return { state, now: clock.now, clock, home, hush: { isOn: false }, outgoing: [], ...voices };
}

/** A kept state may come from before some room was built: that room begins empty. */
function firstState(options: StripeSandboxOptions, nowMs: number): State {
  const seed = String(options.seed ?? randomBytes(8).toString("hex"));
  const shop = { name: options.shopName ?? "Quayside Coffee & Pantry", createdAtMs: nowMs };
  const account = newAccount(`acct_1${scramble(`account/${seed}`, 15)}`, shop);
  const empty = emptyState(seed, account);
  const loaded = options.stateFile === undefined ? undefined : loadState(options.stateFile);
  return { ...empty, ...loaded };
}

/** Work that waits: an authorisation under way. Nothing of it runs after the sandbox was closed. */
function createLater() {
  const timers = new Set<NodeJS.Timeout>();
  const listeners: (() => void)[] = [];
  return {
    run: (delayMs: number, work: () => void): void => {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
        listeners.forEach((listener) => listener());
      }, delayMs);
      timers.add(timer);
    },
    afterEach: (listener: () => void) => listeners.push(listener),
    close: () => timers.forEach((timer) => clearTimeout(timer)),
  };
}

async function listen(deps: ServerDeps, { host, port }: StripeSandboxOptions) {
  const server = createServer((request, response) => {
    serve(deps, request, response).catch((error: unknown) => {
      deps.log(`a request broke off: ${String(error)}`);
      request.socket.destroy();
    });
  });
  server.listen(port, host);
  await once(server, "listening");
  return server;
}
