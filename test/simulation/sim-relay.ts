import type { Request, Response } from "express";
import type { WebSocket } from "ws";
import type { RegisterId } from "../../contract/ids.ts";
import { openDatabase, type Database } from "../../ledger/storage/open-database.ts";
import { RelayConfig } from "../../server/config.ts";
import type { TraceStep } from "../../server/ports.ts";
import { createParts } from "../../server/relay.ts";
import { stripeWebhook } from "../../server/routes/stripe-webhook.ts";
import { sqliteStorage } from "../../server/storage/sqlite-storage.ts";
import type { Storage, Tx } from "../../server/storage/storage.ts";
import { openAccounts } from "../../server/stripe/accounts.ts";
import { burn, CrashError, type Fuse } from "./crash.ts";
import { createRevival, type Revival } from "./revival.ts";
import type { RunLog } from "./run-log.ts";
import { openSimPages, type SimPages, type Visit } from "./sim-pages.ts";
import { stripeKey } from "./stripe-in-process.ts";
import { stripeWire, type WireDeps } from "./stripe-wire.ts";
import type { Owner } from "./virtual-clock.ts";
import type { Webhook } from "./webhook-wire.ts";

type Deps = Readonly<{
  wire: WireDeps;
  secret: string;
  registers: readonly RegisterId[];
  currency: string;
  log: RunLog;
  /** Every line to the relay breaks. */
  onDeath: () => void;
}>;

/** Where customers find it: no socket is behind it. */
const PUBLIC_URL = "https://relay.invalid";

type Parts = ReturnType<typeof createParts>;
type Running = Readonly<{ owner: Owner; parts: Parts; pages: SimPages }>;

export type SimRelay = Readonly<{
  db: Database;
  start: () => Promise<void>;
  isUp: () => boolean;
  kill: () => void;
  /** It dies at this step, after so many that it survives. */
  light: (step: TraceStep, passes: number) => void;
  skewTo: (toMs: number) => void;
  /** Takes a register's socket; false while no relay runs. */
  serve: (socket: WebSocket, registerId: RegisterId) => boolean;
  /** True where the webhook was answered 2xx. */
  post: (webhook: Webhook) => Promise<boolean>;
  /** A customer's browser asks for one of its pages; nothing comes of it while no relay runs. */
  visit: (visit: Visit) => void;
}> &
  Revival;

/** The relay's real parts over a database in memory, which outlives its crashes. */
export function createSimRelay(deps: Deps): SimRelay {
  const { clock } = deps.wire;
  const db: Database = openDatabase(":memory:");
  const storage = sqliteStorage(db, () => clock.now());
  const fuse: { now: Fuse<TraceStep> } = { now: null };
  let running: Running | null = null;
  let skewMs = 0;

  async function start(): Promise<void> {
    const owner: Owner = { name: "relay", isDead: false };
    fuse.now = null;
    const parts = createParts(
      {
        config: configOf(deps),
        now: () => clock.now() + skewMs,
        after: (delayMs, act) => clock.after(delayMs, act, owner),
        log: deps.log.of(owner),
        dateOf: (atMs) => new Date(atMs),
        publicUrl: () => PUBLIC_URL,
        trace: (step) => {
          if (burn(owner, fuse.now, step) === "lives") return;
          deps.log.note("relay", `dies at ${step}`);
          died(owner);
          throw new CrashError(step);
        },
      },
      mortal(storage, owner),
      openAccounts(
        configOf(deps).connections,
        () => clock.now() + skewMs,
        stripeWire(deps.wire, owner),
      ),
    );
    running = { owner, parts, pages: openSimPages(parts.pages) };
    await parts.start();
  }

  function died(owner: Owner): void {
    owner.isDead = true;
    if (running?.owner === owner) running = null;
    deps.onDeath();
  }

  return {
    db,
    start,
    ...createRevival(clock, () => void start().catch(rethrowBugs)),
    isUp: () => running !== null,
    kill: () => {
      if (running !== null) died(running.owner);
    },
    light: (step: TraceStep, passes: number) => void (fuse.now = { step, passes }),
    skewTo: (toMs: number) => void (skewMs = toMs),
    serve(socket: WebSocket, registerId: RegisterId): boolean {
      running?.parts.hub.serve(socket, registerId);
      return running !== null;
    },
    post: (webhook: Webhook): Promise<boolean> =>
      running === null ? Promise.resolve(false) : post(running, webhook),
    visit: (visit: Visit) => void running?.pages.visit(visit).catch(rethrowBugs),
  };
}

function configOf({ secret, registers, currency }: Deps) {
  const listener = { host: "127.0.0.1", port: 0 };
  return RelayConfig.parse({
    data: "memory",
    till: listener,
    public: listener,
    connections: [
      {
        name: "main",
        mode: "test",
        secretKey: stripeKey,
        webhookSecrets: [secret],
        currency,
        stripe: null,
        simulatorUrl: null,
        raisesHolds: true,
        takesLateTips: true,
      },
    ],
    registers: registers.map((registerId, index) => ({
      registerId,
      name: registerId,
      tokenHash: String(index).repeat(64),
    })),
  });
}

/** Asked anew after each wait. */
function isAlive({ isDead }: Owner): boolean {
  return !isDead;
}

/** A relay may die while it starts. */
function rethrowBugs(error: unknown): void {
  if (!(error instanceof CrashError)) throw error;
}

/** A dead relay writes nothing, and hears of nothing that was written. */
function mortal(storage: Storage, owner: Owner): Storage {
  const never = () => new Promise<never>(() => undefined);
  async function transaction<Value>(work: (tx: Tx) => Promise<Value>): Promise<Value> {
    if (owner.isDead) return never();
    const value = await storage.transaction((tx) => {
      if (owner.isDead) throw new CrashError("before a transaction");
      return work(tx);
    });
    return isAlive(owner) ? value : never();
  }
  return { transaction, close: () => storage.close() };
}

/** The webhook's real route, with a request that has been read. */
function post({ owner, parts }: Running, { body, signature }: Webhook): Promise<boolean> {
  const headers = {
    "content-type": "application/json; charset=utf-8",
    "content-length": String(body.length),
    "stripe-signature": signature,
  };
  const rawHeaders = Object.entries(headers).flat();
  const req = { params: { 0: "main" }, headers, rawHeaders, body, complete: true, readable: false };
  return new Promise((resolve, reject) => {
    let status = 200;
    const res = {
      req,
      set: () => res,
      status: (code: number) => {
        status = code;
        return res;
      },
      json: () => {
        if (!owner.isDead) resolve(status === 200);
      },
    };
    stripeWebhook(parts.webhooks, req as unknown as Request, res as unknown as Response).catch(
      (error: unknown) => {
        if (!(error instanceof CrashError))
          reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** Every event that was answered 2xx stands in the relay's table (I8). */
export function isEventKept(db: Database, eventId: string): boolean {
  return db.prepare("SELECT 1 FROM event WHERE event_id = ?").get(eventId) !== undefined;
}
