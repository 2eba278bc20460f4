import type { PaymentId } from "../../contract/ids.ts";
import { createWork } from "../work.ts";
import { endPayment } from "./end-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";
import type { Poller } from "./poller.ts";
import type { Recorded } from "./record-reading.ts";

/** Between two cancels of one payment that nobody asked for: the poll's own pace. */
const END_PAUSE_MS = 1_500;

/** What follows from a reading beside its mail: watch on, stop watching, or cancel. */
export function createFollowUp(deps: PaymentDeps, poller: Poller) {
  /** By timers, not by times of day: a clock put back must not make a cancel wait. */
  const resting = new Map<PaymentId, () => void>();
  const work = createWork();

  function end(paymentId: PaymentId): void {
    work.track(deps.lanes.run(paymentId, () => endNow(paymentId)));
  }

  async function endNow(paymentId: PaymentId): Promise<void> {
    rest(paymentId);
    try {
      await endPayment(deps, paymentId);
    } catch (error) {
      // The wish is a row: the next poll, or the next start, comes back to it.
      deps.log.error("a cancel waits", { paymentId, error: String(error) });
    }
  }

  function rest(paymentId: PaymentId): void {
    resting.get(paymentId)?.();
    resting.set(
      paymentId,
      deps.after(END_PAUSE_MS, () => resting.delete(paymentId)),
    );
  }

  function recorded({ payment }: Recorded): void {
    const { paymentId, isAtReader, wantsCancel } = payment;
    if (!isAtReader && !wantsCancel) {
      poller.unwatch(paymentId);
      return;
    }
    if (!poller.isWatched(paymentId)) poller.watch(paymentId);
    if (wantsCancel && !resting.has(paymentId)) end(paymentId);
  }
  return { end, recorded, idle: work.idle };
}
