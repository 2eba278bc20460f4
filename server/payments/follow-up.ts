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
  const endedAtMs = new Map<PaymentId, number>();
  const work = createWork();

  function end(paymentId: PaymentId): void {
    work.track(deps.lanes.run(paymentId, () => endNow(paymentId)));
  }

  async function endNow(paymentId: PaymentId): Promise<void> {
    endedAtMs.set(paymentId, deps.now());
    try {
      await endPayment(deps, paymentId);
    } catch (error) {
      // The wish is a row: the next poll, or the next start, comes back to it.
      deps.log.error("a cancel waits", { paymentId, error: String(error) });
    }
  }

  function recorded({ payment }: Recorded): void {
    const { paymentId, isAtReader, wantsCancel } = payment;
    if (!isAtReader && !wantsCancel) {
      poller.unwatch(paymentId);
      endedAtMs.delete(paymentId);
      return;
    }
    if (!poller.isWatched(paymentId)) poller.watch(paymentId);
    const lastMs = endedAtMs.get(paymentId) ?? Number.NEGATIVE_INFINITY;
    if (wantsCancel && deps.now() - lastMs >= END_PAUSE_MS) end(paymentId);
  }
  return { end, recorded, idle: work.idle };
}
