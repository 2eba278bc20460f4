import type { After, Clock, Logger } from "../ports.ts";
import type { Storage } from "../storage/storage.ts";
import type { StripeAccount } from "../stripe/accounts.ts";
import type { ListedEvent } from "../stripe/events.ts";
import { createWork } from "../work.ts";
import type { Inbox } from "./inbox.ts";
import { StripeEvent } from "./stripe-event.ts";

type Deps = Readonly<{
  storage: Storage;
  inbox: Inbox;
  log: Logger;
  now: Clock;
  after: After;
  accounts: Iterable<StripeAccount>;
}>;

/** Without a webhook for this long, Stripe's list is asked instead. */
const SILENCE_MS = 60_000;
/** And in any case at each so many looks: where many come, one may be missing all the same. */
const LOOKS_AT_MOST = 10;
/** Stripe counts in seconds, lists late and delivers out of order: look back over what was seen. */
const OVERLAP_S = 300;
const MAX_PAGES = 100;

/**
 * What webhooks did not bring: at the start and whenever they are silent, Stripe's own list of
 * events is read and each unknown one kept, as if it had been delivered.
 */
export function createBackfill(deps: Deps) {
  const accounts = [...deps.accounts];
  /** The connections that webhooks came from since the last look. */
  const heard = new Set<string>();
  /** How many looks ago a connection's events were listed: counted, as a clock may be set. */
  const looks = new Map<string, number>();
  const work = createWork();
  let isStopped = false;
  let cancel = () => {};

  function isDue({ name }: StripeAccount): boolean {
    const ago = (looks.get(name) ?? LOOKS_AT_MOST - 1) + 1;
    looks.set(name, ago);
    return !heard.delete(name) || ago >= LOOKS_AT_MOST;
  }

  async function runAll(): Promise<void> {
    for (const account of accounts.filter(isDue)) await runOne(account);
    if (isStopped) return;
    cancel = deps.after(SILENCE_MS, () => work.track(runAll()));
  }

  async function runOne(account: StripeAccount): Promise<void> {
    looks.set(account.name, 0);
    try {
      await backfill(deps, account);
    } catch (error) {
      deps.log.error("events not read", { connection: account.name, error: String(error) });
    }
  }

  return {
    /** A webhook of this connection came. */
    heard: (connection: string) => void heard.add(connection),
    start: () => work.track(runAll()),
    stop: () => {
      isStopped = true;
      cancel();
      return work.idle();
    },
  };
}

/** The checkpoint moves only after the whole list was kept: a list that broke off is read again. */
async function backfill(deps: Deps, account: StripeAccount): Promise<void> {
  const { storage, now, log } = deps;
  const connection = account.name;
  const sinceS = await storage.transaction((tx) => tx.events.selectSince(connection));
  const nowS = Math.floor(now() / 1_000);
  const fromS = sinceS ?? nowS - OVERLAP_S;
  let newestS = fromS + OVERLAP_S;
  let missed = 0;
  let afterId: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await account.events.list(fromS, afterId);
    if (answer.kind !== "ok") {
      log.warn("Stripe's events cannot be listed", { connection, why: answer.why });
      return;
    }
    const { events, hasMore } = answer.value;
    missed += await keepAll(deps, account, events);
    newestS = Math.max(newestS, ...events.map(({ created }) => created));
    afterId = events.at(-1)?.id ?? null;
    if (!hasMore || afterId === null) break;
  }
  await storage.transaction((tx) => tx.events.updateSince(connection, newestS - OVERLAP_S));
  if (missed > 0) log.info("events that no webhook brought", { connection, missed });
}

async function keepAll(
  { inbox, log }: Deps,
  account: StripeAccount,
  events: readonly ListedEvent[],
): Promise<number> {
  const { name, mode } = account;
  const kept = events.map((listed) => {
    const event = StripeEvent.safeParse(listed);
    if (!event.success) {
      log.error("a listed event is none", { connection: name, eventId: listed.id });
      return Promise.resolve(false);
    }
    const body = new TextEncoder().encode(JSON.stringify(listed));
    return inbox.store({ connection: { name, mode }, source: "list", event: event.data, body });
  });
  return (await Promise.all(kept)).filter(Boolean).length;
}
