import { PaymentId, SaleId } from "../../../contract/ids.ts";
import { money } from "../../../contract/money.ts";
import type { PaymentView, TryView } from "../../../contract/payment-views.ts";
import { eur } from "./fake-till.ts";

export const START_MS = Date.UTC(2026, 10, 20, 16, 8, 41);

export const aTry: TryView = {
  number: 1,
  outcome: "waiting",
  declineCode: null,
  brand: null,
  last4: null,
  readMethod: null,
};

/** A card payment that stands on the reader and waits. */
export function paymentView(changes: Partial<PaymentView> = {}): PaymentView {
  return {
    paymentId: PaymentId.parse("pay_1"),
    saleId: SaleId.parse("sale_1"),
    amount: money(11_763, eur),
    tip: money(0, eur),
    phase: "waiting",
    isCancelRequested: false,
    via: "direct",
    readerLabel: "Counter 1",
    startedAtMs: START_MS,
    tryStartedAtMs: START_MS,
    endsAtMs: START_MS + 120_000,
    onReaderAtMs: START_MS + 1_000,
    isCardInProcess: false,
    nextCheckAtMs: null,
    tries: [aTry],
    intentId: "pi_1",
    endReason: null,
    attention: null,
    ...{ atStripe: null, isVoiding: false, voidableUntilMs: null },
    ...changes,
  };
}
