import type { PaymentId } from "../../contract/ids.ts";
import type { ChargeReading, PaymentReading } from "../../contract/relay-protocol.ts";

type Intent = NonNullable<PaymentReading["intent"]>;

/** A charge as Stripe tells it; `ch_1` unless said otherwise. */
export function chargeReading(changes: Partial<ChargeReading> = {}): ChargeReading {
  return {
    chargeId: "ch_1",
    status: "succeeded",
    captured: false,
    refundedMinor: 0,
    failureCode: null,
    declineCode: null,
    brand: "visa",
    last4: "4242",
    readMethod: "contactless_emv",
    isInterac: false,
    captureBeforeMs: null,
    emv: null,
    ...changes,
  };
}

export const declinedCharge = (chargeId: string, declineCode = "generic_decline"): ChargeReading =>
  chargeReading({ chargeId, status: "failed", failureCode: "card_declined", declineCode });

/** Makes readings of one payment, as its relay would read them at Stripe. */
export function readingsOf(
  paymentId: PaymentId,
  { amountMinor, register }: Readonly<{ amountMinor: number; register: string }>,
) {
  const reading = (changes: Partial<Intent>): PaymentReading => ({
    paymentId,
    readAtMs: 1_800_000_000_000,
    source: "webhook",
    eventId: "evt_1",
    intent: {
      intentId: "pi_1",
      status: "requires_payment_method",
      amountMinor,
      tipMinor: 0,
      amountReceivedMinor: 0,
      currency: "eur",
      attempt: paymentId,
      register,
      latestCharge: null,
      lastErrorCode: null,
      ...changes,
    },
  });
  return {
    reading,
    waiting: reading({}),
    none: { ...reading({}), intent: null },
    declined: (chargeId: string, code?: string) =>
      reading({ latestCharge: declinedCharge(chargeId, code), lastErrorCode: "card_declined" }),
    authorised: reading({ status: "requires_capture", latestCharge: chargeReading() }),
    captured: reading({
      status: "succeeded",
      amountReceivedMinor: amountMinor,
      latestCharge: chargeReading({ captured: true }),
    }),
    cancelled: reading({ status: "canceled" }),
  };
}
