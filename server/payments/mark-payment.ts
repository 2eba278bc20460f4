import type { PaymentRow, ReadingSource } from "../storage/rows.ts";
import type { Tx } from "../storage/storage.ts";

/** Marks what must be read of a payment: its intent, or, without an id or by link, the attempt itself. */
export async function markPayment(
  tx: Tx,
  payment: PaymentRow,
  why: Readonly<{ source: ReadingSource; isAsked?: boolean }>,
): Promise<void> {
  const { connection, paymentId } = payment;
  const intentId = payment.via === "link" ? null : payment.intentId;
  await tx.stale.mark({
    connection,
    kind: intentId === null ? "attempt" : "intent",
    objectId: intentId ?? paymentId,
    source: why.source,
    eventId: null,
    isAsked: why.isAsked ?? false,
  });
}
