import type { PaymentView, Phase } from "../../contract/payment-views.ts";
import type { SaleView } from "../../contract/views.ts";
import type { Notice } from "../store/ui-store.ts";
import type { Sound } from "./tones.ts";

/** What of the screens can be heard. */
export type Heard = Readonly<{
  sale: SaleView | null;
  payment: PaymentView | null;
  notice: Notice | null;
}>;

const ofPhase: Partial<Record<Phase, Sound>> = {
  unknown: "unknown",
  declined: "declined",
  authorised: "approved",
  captured: "approved",
};

/** Pure: the one sound that says what changed, the weightier first; null where nothing is heard. */
export function heardBetween(before: Heard, after: Heard): Sound | null {
  if (isRefused(before.notice, after.notice)) return "refused";
  const paid = soundOf(after.payment);
  if (after.payment !== null && isSamePayment(before, after) && paid !== soundOf(before.payment)) {
    return paid;
  }
  return isAdded(before.sale, after.sale) ? "added" : null;
}

function isRefused(before: Notice | null, after: Notice | null): boolean {
  return after !== before && after?.kind === "not-added";
}

function isSamePayment({ payment: before }: Heard, { payment: after }: Heard): boolean {
  return before?.paymentId === after?.paymentId;
}

function soundOf(payment: PaymentView | null): Sound | null {
  return payment === null ? null : (ofPhase[payment.phase] ?? null);
}

function isAdded(before: SaleView | null, after: SaleView | null): boolean {
  if (before === null || after === null || before.saleId !== after.saleId) return false;
  return after.itemCount > before.itemCount;
}
