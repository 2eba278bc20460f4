import type { Clock, Logger, Trace } from "../ports.ts";
import type { EventRow } from "../storage/rows.ts";
import type { Storage, Tx } from "../storage/storage.ts";
import { objectsOf } from "./event-objects.ts";
import { withoutSecrets } from "./without-secrets.ts";
import type { StripeEvent } from "./stripe-event.ts";

type Deps = Readonly<{
  storage: Storage;
  log: Logger;
  now: Clock;
  trace: Trace;
  onStale: () => void;
}>;

export type Received = Readonly<{
  connection: Readonly<{ name: string; mode: "test" | "live" }>;
  source: EventRow["source"];
  event: StripeEvent;
  body: Uint8Array;
}>;

type Waiting = Readonly<{
  received: Received;
  resolve: (isNew: boolean) => void;
  reject: (error: unknown) => void;
}>;

export type Inbox = ReturnType<typeof createInbox>;

/**
 * Keeps every verified event as it came, once. Events that arrive in the same turn share one
 * commit, so one wait for the disk.
 */
export function createInbox(deps: Deps) {
  let waiting: Waiting[] = [];

  /** Resolves after the commit: true for a new event, false for one that was kept before. */
  function store(received: Received): Promise<boolean> {
    return new Promise((resolve, reject) => {
      waiting.push({ received, resolve, reject });
      if (waiting.length === 1) setImmediate(() => void flush());
    });
  }

  async function flush(): Promise<void> {
    const batch = waiting;
    waiting = [];
    try {
      const areNew = await deps.storage.transaction((tx) => insertAll(tx, deps, batch));
      deps.trace("event-committed");
      batch.forEach(({ resolve }, index) => resolve(areNew[index] ?? false));
      if (areNew.includes(true)) deps.onStale();
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }
  return { store };
}

async function insertAll(
  tx: Tx,
  deps: Deps,
  batch: readonly Waiting[],
): Promise<readonly boolean[]> {
  const areNew: boolean[] = [];
  for (const { received } of batch) areNew.push(await insertOne(tx, deps, received));
  return areNew;
}

/** The event and the marks of what it names, in one commit: neither can be lost alone. */
async function insertOne(tx: Tx, { now, log, trace }: Deps, received: Received): Promise<boolean> {
  const { connection, source, event, body } = received;
  const isOurMode = event.livemode === (connection.mode === "live");
  const isNew = await tx.events.insert({
    connection: connection.name,
    eventId: event.id,
    type: event.type,
    createdS: event.created,
    isLive: event.livemode,
    source,
    state: isOurMode ? "stored" : "ignored",
    receivedAtMs: now(),
    body: withoutSecrets(body),
  });
  trace("event-inserted");
  const { id: eventId, type } = event;
  if (!isNew) return false;
  log.info("event kept", { connection: connection.name, eventId, type, source, isOurMode });
  if (!isOurMode) return true;
  for (const object of objectsOf(event)) {
    const why = { source: "webhook", eventId, isAsked: false } as const;
    await tx.stale.mark({ connection: connection.name, ...object, ...why });
  }
  return true;
}
