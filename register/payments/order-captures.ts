import type { SaleId } from "../../contract/ids.ts";
import { Currency, money } from "../../contract/money.ts";
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
export function putCapture({ outbox, now }: Pick<Deps, "outbox" | "now">, payment: Payment): void {
  const { paymentId, captureAtMs, isVoiding } = payment;
  if (captureAtMs === null || isVoiding) return;
  const wait = captureAtMs === 0 ? {} : { windowMs: Math.max(0, captureAtMs - now()) };
  const order = { type: "capture-payment", paymentId, notBeforeMs: captureAtMs } as const;
  outbox.put({ ...order, ...wait, ...wholeOf(payment) }, now());
}

/** With a tip it is another message: the one without may be on its way, and its answer is its own. */
function wholeOf({ paymentId, amountMinor, tipMinor, lateTipMinor, currency }: Payment) {
  if (lateTipMinor === undefined) return { id: `capture-${paymentId}` };
  const amount = money(amountMinor + tipMinor + lateTipMinor, Currency.parse(currency));
  return { id: `tip-${paymentId}`, amount };
}

/** Captured, or never to be: neither goes out any more. */
export function withdrawCapture(outbox: Outbox, { paymentId }: Pick<Payment, "paymentId">): void {
  outbox.withdraw(`capture-${paymentId}`);
  outbox.withdraw(`tip-${paymentId}`);
}

/** Instead of a capture, which must not go out any more. */
export function putVoid(
  { outbox, now }: Pick<Deps, "outbox" | "now">,
  { paymentId }: Pick<Payment, "paymentId">,
): void {
  withdrawCapture(outbox, { paymentId });
  outbox.put({ type: "void-payment", id: `void-${paymentId}`, paymentId }, now());
}
