import type { SaleId } from "../../contract/ids.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { Clock } from "../ports.ts";
import type { Payment } from "./payment-state.ts";
import type { Payments } from "./payments.ts";

type Deps = Readonly<{ payments: Payments; outbox: Outbox; now: Clock; voidWindowMs: number }>;

/**
 * A sale is complete: every hold that pays it is to be captured, at once or when the window ends in
 * which it may be voided. In the transaction of the sale's entry (architecture D ii 7).
 */
export function orderCaptures(deps: Deps, saleId: SaleId): void {
  const { payments, now, voidWindowMs } = deps;
  for (const payment of payments.ofSale(saleId)) {
    if (payment.phase !== "authorised" || payment.captureAtMs !== null) continue;
    const ordered = { ...payment, captureAtMs: voidWindowMs === 0 ? 0 : now() + voidWindowMs };
    payments.save(ordered);
    putCapture(deps, ordered);
  }
}

/** Again, too: whatever the relay forgot or refused. Nothing goes out for a hold without an order. */
export function putCapture(
  { outbox, now }: Pick<Deps, "outbox" | "now">,
  { paymentId, captureAtMs, isVoiding }: Payment,
): void {
  if (captureAtMs === null || isVoiding) return;
  const id = `capture-${paymentId}`;
  outbox.put({ type: "capture-payment", id, paymentId, notBeforeMs: captureAtMs }, now());
}

/** Instead of a capture, which must not go out any more. */
export function putVoid(
  { outbox, now }: Pick<Deps, "outbox" | "now">,
  { paymentId }: Pick<Payment, "paymentId">,
): void {
  outbox.withdraw(`capture-${paymentId}`);
  outbox.put({ type: "void-payment", id: `void-${paymentId}`, paymentId }, now());
}
