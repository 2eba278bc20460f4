import type { PaymentId } from "../../contract/ids.ts";
import { assert } from "../../contract/assert.ts";
import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/** Quick while the customer stands there, so that a lost webhook costs 5 s at most. */
const QUICK_MS = 2_000;
const QUICK_FOR_MS = 60_000;
const SLOW_MS = 10_000;

/**
 * The register ends a customer's absence itself, after two minutes. A register that is gone cannot:
 * then the relay does, so that the next customer does not pay the last one's sale.
 */
const ABANDONED_MS = 150_000;
/** By link the register's own patience is ten minutes. */
const LINK_ABANDONED_MS = 660_000;

export type Poller = ReturnType<typeof createPoller>;

/** Marks payments stale in turn while they are at a reader, or wait for their cancel. */
export function createPoller(deps: PaymentDeps) {
  const watched = new Map<PaymentId, () => void>();
  let isStopped = false;

  function watch(paymentId: PaymentId): void {
    unwatch(paymentId);
    schedule(paymentId, 0);
  }

  /** Waits are added up, not read off a clock: one that is set would lengthen or end a patience. */
  function schedule(paymentId: PaymentId, watchedMs: number): void {
    if (isStopped) return;
    const delayMs = watchedMs < QUICK_FOR_MS ? QUICK_MS : SLOW_MS;
    const cancel = deps.after(delayMs, () => void poll(paymentId, watchedMs + delayMs));
    watched.set(paymentId, cancel);
  }

  async function poll(paymentId: PaymentId, watchedMs: number): Promise<void> {
    try {
      const isAbandoned = await markPolled(deps, paymentId, watchedMs);
      if (isAbandoned) deps.signals.end(paymentId);
    } catch (error) {
      // The next poll tries again: the storage may be whole by then.
      deps.log.error("a poll was not stored", { paymentId, error: String(error) });
    }
    if (watched.has(paymentId)) schedule(paymentId, watchedMs);
  }

  function unwatch(paymentId: PaymentId): void {
    watched.get(paymentId)?.();
    watched.delete(paymentId);
  }

  function stop(): void {
    isStopped = true;
    for (const paymentId of [...watched.keys()]) unwatch(paymentId);
  }
  return { watch, unwatch, isWatched: (paymentId: PaymentId) => watched.has(paymentId), stop };
}

/** True where nobody waits for it any more. */
async function markPolled(
  { storage, signals }: PaymentDeps,
  paymentId: PaymentId,
  watchedMs: number,
): Promise<boolean> {
  const isAbandoned = await storage.transaction(async (tx) => {
    const payment = await tx.payments.select(paymentId);
    assert(payment, "only stored payments are polled");
    const patienceMs = payment.via === "link" ? LINK_ABANDONED_MS : ABANDONED_MS;
    const isPast = watchedMs > patienceMs;
    const isLeft = isPast && payment.state !== "final" && !payment.wantsCancel;
    if (isLeft) await tx.payments.update(paymentId, { wantsCancel: true });
    await markPayment(tx, payment, { source: "poll" });
    return isPast;
  });
  signals.stale();
  return isAbandoned;
}
