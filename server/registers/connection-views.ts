import type { ConnectionView, ReaderView } from "../../contract/reader-views.ts";
import type { Clock, Logger } from "../ports.ts";
import type { Accounts, StripeAccount } from "../stripe/accounts.ts";

type Deps = Readonly<{ accounts: Accounts; now: Clock; log: Logger }>;
type Listed = Readonly<{ readers: readonly ReaderView[]; atMs: number; untilMs: number }>;

const GOOD_FOR_MS = 60_000;
/**
 * A shop's tills come back together: Stripe's silence is asked about once, not by each. Where there
 * are no readers yet, somebody is about to register one.
 */
const BAD_FOR_MS = 5_000;

/** The connections as registers are shown them, with the readers that Stripe lists. */
export function createConnectionViews({ accounts, now, log }: Deps) {
  const kept = new Map<string, Listed>();
  const asking = new Map<string, Promise<readonly ReaderView[]>>();

  async function ask(account: StripeAccount): Promise<readonly ReaderView[]> {
    const answer = await account.readers.list();
    if (answer.kind !== "ok") {
      log.warn("readers not listed", { connection: account.name, why: answer.why });
    }
    const readers = answer.kind === "ok" ? answer.value : (kept.get(account.name)?.readers ?? []);
    const isGood = answer.kind === "ok" && readers.length > 0;
    const atMs = now();
    const untilMs = atMs + (isGood ? GOOD_FOR_MS : BAD_FOR_MS);
    kept.set(account.name, { readers, atMs, untilMs });
    asking.delete(account.name);
    return readers;
  }

  function readersOf(account: StripeAccount): Promise<readonly ReaderView[]> {
    const listed = kept.get(account.name);
    // A clock put back must not make a list good for hours.
    const isFresh = listed && listed.atMs <= now() && now() < listed.untilMs;
    if (isFresh) return Promise.resolve(listed.readers);
    const asked = asking.get(account.name) ?? ask(account);
    asking.set(account.name, asked);
    return asked;
  }

  async function viewOf(account: StripeAccount): Promise<ConnectionView> {
    const { name, mode, currency, simulatorUrl } = account;
    return { name, mode, currency, simulatorUrl, readers: [...(await readersOf(account))] };
  }

  return () => Promise.all([...accounts.values()].map(viewOf));
}
