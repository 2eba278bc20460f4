import { markPayment } from "./mark-payment.ts";
import type { PaymentDeps } from "./payment-deps.ts";

/**
 * At every start: what was not final may have moved on, so it is read. An attempt without an intent
 * was cut short while it was made; its register has had no answer, and it is ended.
 */
export async function recover({ storage, signals, log }: PaymentDeps): Promise<void> {
  const payments = await storage.transaction(async (tx) => {
    const unfinished = await tx.payments.selectUnfinished();
    for (const payment of unfinished) {
      if (payment.state === "starting") {
        await tx.payments.update(payment.paymentId, { wantsCancel: true });
      }
      await markPayment(tx, payment, { source: "recovery" });
    }
    return unfinished;
  });
  if (payments.length > 0) log.info("unfinished payments are read", { count: payments.length });
  // Also for marks that a crash left behind.
  signals.stale();
}
