import type { PaymentView } from "../../contract/payment-views.ts";

/** What the payment region says; every state is a different picture of the same composition. */
export type PaymentRegion =
  "waiting" | "cancelling" | "declined" | "unknown" | "approved" | "cancelled";

/** Requested is not cancelled: it has a region of its own, without any colour. */
export function regionOf({ phase, isCancelRequested }: PaymentView): PaymentRegion {
  switch (phase) {
    case "waiting":
      return isCancelRequested ? "cancelling" : "waiting";
    case "declined":
      return isCancelRequested ? "cancelling" : "declined";
    case "authorised":
    case "captured":
      return "approved";
    case "unknown":
    case "cancelled":
      return phase;
  }
}

/**
 * An open payment locks its sale: nothing else may be added to it or charged for it. So does a hold
 * while the card's bank is asked for a larger one.
 */
export function isOpenPayment({ phase, raise }: PaymentView): boolean {
  const isRaising = raise !== undefined;
  return isRaising || phase === "waiting" || phase === "unknown" || phase === "declined";
}
