import type { SaleId } from "../../contract/ids.ts";
import type { ConcernReading, PaymentConcern } from "../../contract/payment-concerns.ts";
import type { TimelineFact } from "../../contract/timeline.ts";
import type { RecordDeps } from "./record-reading.ts";

/**
 * Disputes, warnings and reviews are facts beside the payment: they move no money at the till and
 * change no phase. The newest reading replaces the one before it. Null: not ours, or nothing new.
 */
export function recordConcerns(
  { payments }: RecordDeps,
  { paymentId, readAtMs, concerns }: ConcernReading,
): SaleId | null {
  const payment = payments.byId(paymentId);
  if (payment === undefined) return null;
  const before = payment.concerns ?? [];
  const news = concerns.filter((now) => {
    const earlier = before.find(({ id }) => id === now.id);
    return JSON.stringify(earlier) !== JSON.stringify(now);
  });
  if (news.length === 0) return null;
  payments.save({ ...payment, concerns });
  for (const concern of news) {
    const what = factOf(concern);
    payments.note(paymentId, { atMs: readAtMs, source: "stripe", ...what, counted: true });
  }
  return payment.saleId;
}

function factOf(concern: PaymentConcern): Readonly<{ what: TimelineFact; detail: string }> {
  switch (concern.kind) {
    case "dispute":
      return { what: `dispute:${concern.status}`, detail: `${concern.reason}, ${concern.id}` };
    case "early-fraud-warning":
      return { what: "early-fraud-warning", detail: `${concern.fraudType}, ${concern.id}` };
    case "review":
      return {
        what: `review:${concern.isOpen ? "open" : "closed"}`,
        detail: `${concern.reason}, ${concern.id}`,
      };
  }
}
