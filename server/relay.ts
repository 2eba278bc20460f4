import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { RelayConfig } from "./config.ts";
import { createBackfill } from "./inbox/backfill.ts";
import { createInbox } from "./inbox/inbox.ts";
import { createLedgerCopies } from "./ledger-copies/ledger-copies.ts";
import { openListener } from "./listener.ts";
import { createFollowUp } from "./payments/follow-up.ts";
import { createInstructions } from "./payments/instructions.ts";
import { createLanes } from "./payments/lanes.ts";
import { createCommands } from "./payments/payment-commands.ts";
import type { PaymentDeps } from "./payments/payment-deps.ts";
import { createPoller } from "./payments/poller.ts";
import { createReaderRefunds } from "./payments/reader-refunds.ts";
import { createReadings } from "./payments/readings.ts";
import { createUnorderedHolds } from "./payments/unordered-holds.ts";
import { recover } from "./payments/recover.ts";
import { addPayPages } from "./pay-page/pay-pages.ts";
import type { After, Clock, Logger, Trace } from "./ports.ts";
import { createAuthenticate } from "./registers/authenticate.ts";
import { createConnectionViews } from "./registers/connection-views.ts";
import { createRegisterHub } from "./registers/register-hub.ts";
import { publicRoutes, tillRoutes } from "./routes/public-routes.ts";
import { createReservations } from "./reservations/reservations.ts";
import { openSqliteStorage } from "./storage/sqlite-storage.ts";
import type { Storage } from "./storage/storage.ts";
import { openAccounts, type Accounts } from "./stripe/accounts.ts";
import { openOwnAuthority, type DateOf } from "./tls/own-authority.ts";

export type RelayDeps = Readonly<{
  config: RelayConfig;
  now: Clock;
  after: After;
  log: Logger;
  /** Certificates are dated by the host. */
  dateOf: DateOf;
  trace?: Trace;
  /** Where customers reach the public listener; null where nobody said. */
  publicUrl?: () => string | null;
}>;

export type Relay = Readonly<{
  tillUrl: string;
  publicUrl: string;
  /** What registers trust and pin; also in the data folder, as `ca.pem` and `ca.pin`. */
  caPem: string;
  caPin: string;
  stop: () => Promise<void>;
}>;

/** Opens the storage and both listeners, and goes on where the last relay on this data stopped. */
export async function createRelay(deps: RelayDeps): Promise<Relay> {
  const { config, now } = deps;
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const authority = await openOwnAuthority(deps, config.data);
  const storage = openSqliteStorage(join(config.data, "relay.db"));
  const accounts = openAccounts(config.connections, now);
  let publicUrl: string | null = null;
  const parts = createParts({ ...deps, publicUrl: () => publicUrl }, storage, accounts);
  const till = await openListener(config.till, authority, tillRoutes());
  till.server.on("upgrade", parts.hub.upgrade);
  const routes = publicRoutes(parts.webhooks, (app) => addPayPages(app, parts.pages));
  const open = await openListener(config.public, authority, routes);
  publicUrl = config.public.url ?? (isOneAddress(config.public.host) ? open.url : null);
  await parts.start();

  async function stop(): Promise<void> {
    parts.hub.close();
    await Promise.all([till.close(), open.close()]);
    await parts.stop();
    for (const account of accounts.values()) account.close();
    await storage.close();
  }
  const { caPem, pin: caPin } = authority;
  return { tillUrl: till.url, publicUrl: open.url, caPem, caPin, stop };
}

/** All addresses of a machine are none that a customer could open. */
function isOneAddress(host: string): boolean {
  return host !== "0.0.0.0" && host !== "::";
}

/** The parts that speak to each other, joined; without listeners, so that a test can do without. */
export function createParts(relay: RelayDeps, storage: Storage, accounts: Accounts) {
  const { config, now, after, log, trace = () => undefined, publicUrl = () => null } = relay;
  const names = new Map(config.registers.map(({ registerId, name }) => [registerId, name]));
  const signals: PaymentDeps["signals"] = {
    stale: () => readings.wake(),
    mailed: (registerId) => hub.mailed(registerId),
    hint: (registerId, hint) =>
      hub.tell(registerId, { type: "payment-hint", ...hint, atMs: now() }),
    watch: (paymentId) => poller.watch(paymentId),
    end: (paymentId) => followUp.end(paymentId),
  };
  const base = { storage, accounts, now, after, log, trace };
  const lanes = createLanes();
  const nameOf: PaymentDeps["nameOf"] = (registerId) => names.get(registerId) ?? registerId;
  const payments: PaymentDeps = { ...base, lanes, signals, nameOf, publicUrl };
  const poller = createPoller(payments);
  const followUp = createFollowUp(payments, poller);
  const readings = createReadings({ ...payments, onRecorded: followUp.recorded });
  const instructions = createInstructions(payments);
  const readerRefunds = createReaderRefunds(payments);
  const unordered = createUnorderedHolds(payments);
  const commands = createCommands(payments, { instructions, readerRefunds });
  const connectionViews = createConnectionViews(base);
  const authenticate = createAuthenticate(config.registers);
  const { mailed } = signals;
  const copies = createLedgerCopies({ ...base, mailed });
  const reservations = createReservations({
    ...base,
    mailed,
    isOnline: (registerId) => hub.isServed(registerId),
  });
  const hub = createRegisterHub({
    ...{ ...base, commands, copies, reservations, connectionViews, authenticate },
  });
  const inbox = createInbox({ ...base, onStale: signals.stale });
  const backfill = createBackfill({ ...base, accounts: accounts.values(), inbox });

  async function start(): Promise<void> {
    await recover(payments);
    await instructions.resume();
    await readerRefunds.resume();
    await unordered.start();
    backfill.start();
  }

  /** What asks Stripe ends first; then what waits for its answers. */
  async function stop(): Promise<void> {
    poller.stop();
    unordered.stop();
    await Promise.all([backfill, instructions, readerRefunds, readings].map((part) => part.stop()));
    await Promise.all([lanes.idle(), followUp.idle()]);
  }
  const webhooks = { ...base, inbox, onHeard: backfill.heard };
  return { hub, webhooks, pages: payments, start, stop };
}
